package io.ucad.admin.endpoint;

import io.ucad.admin.drift.ScoreSink;
import io.ucad.endpoint.metrics.AnswerFacts;
import io.ucad.store.VersionId;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/**
 * Writes down the p-values of what the endpoint answers, from which drift is seen. Nobody who waits
 * for an answer waits for the database: there is one writer, and while it is behind, answers are
 * left out, which drift can do without.
 */
@Component
@ConditionalOnWebApplication
class AnswerLog {
  private static final Logger LOG = LoggerFactory.getLogger(AnswerLog.class);
  private static final int WAITING = 1000;
  private static final Score END = new Score("", 0, 0, Instant.EPOCH);

  private final ScoreSink scores;
  private final Clock clock;
  private final BlockingQueue<Score> queue = new ArrayBlockingQueue<>(WAITING);
  private final Thread writer =
      Thread.ofPlatform().name("ucad-answer-log").daemon(true).unstarted(this::write);

  AnswerLog(ScoreSink scores, Clock clock) {
    this.scores = scores;
    this.clock = clock;
    writer.start();
  }

  /** Takes in an answer; one without a product says nothing of any. */
  void add(AnswerFacts answer) {
    answer
        .pValue()
        .ifPresent(
            p ->
                queue.offer(
                    new Score(
                        answer.task(),
                        VersionId.parse(answer.version()).number(),
                        p,
                        clock.instant())));
  }

  private void write() {
    try {
      for (Score next = queue.take(); !next.equals(END); next = queue.take()) {
        try {
          scores.record(next.task(), next.version(), next.pValue(), next.at());
        } catch (RuntimeException e) {
          LOG.warn("a score could not be written down: {}", e.getMessage());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Not by an interrupt, which would close the file of an embedded database. */
  @PreDestroy
  void close() throws InterruptedException {
    queue.put(END);
    writer.join();
  }

  private record Score(String task, int version, double pValue, Instant at) {}
}
