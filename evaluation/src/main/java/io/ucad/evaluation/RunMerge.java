package io.ucad.evaluation;

import java.util.List;
import java.util.function.LongConsumer;

/** Merges the sorted runs of a file through a binary heap of their heads. */
final class RunMerge {
  /** One run being read through a window of its own. */
  private static final class Cursor {
    private final RunFile file;
    private final long[] window;
    private final long end;
    private long next;
    private int at;
    private int filled;
    private long head;

    Cursor(RunFile file, RunFile.Run run, int window) {
      this.file = file;
      this.window = new long[Math.min(window, run.length())];
      this.next = run.start();
      this.end = run.start() + run.length();
    }

    boolean advance() {
      if (at == filled) {
        filled = (int) Math.min(window.length, end - next);
        if (filled == 0) {
          return false;
        }
        file.read(next, window, filled);
        next += filled;
        at = 0;
      }
      head = window[at++];
      return true;
    }
  }

  private final Cursor[] heap;
  private int live;

  /**
   * @param window longs held per run, 1..{@link RunFile#TRANSFER}
   */
  RunMerge(RunFile file, int window) {
    List<RunFile.Run> runs = file.runs();
    heap = new Cursor[runs.size()];
    for (RunFile.Run run : runs) {
      Cursor cursor = new Cursor(file, run, window);
      if (cursor.advance()) {
        heap[live++] = cursor;
      }
    }
    for (int i = live / 2 - 1; i >= 0; i--) {
      siftDown(i);
    }
  }

  void forEach(LongConsumer consumer) {
    while (live > 0) {
      consumer.accept(heap[0].head);
      if (!heap[0].advance()) {
        heap[0] = heap[--live];
      }
      siftDown(0);
    }
  }

  private void siftDown(int start) {
    if (live == 0) {
      return;
    }
    Cursor moving = heap[start];
    int at = start;
    for (int child = 2 * at + 1; child < live; child = 2 * at + 1) {
      if (child + 1 < live && heap[child + 1].head < heap[child].head) {
        child++;
      }
      if (heap[child].head >= moving.head) {
        break;
      }
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = moving;
  }
}
