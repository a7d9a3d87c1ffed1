package io.ucad.admin.api;

import java.util.List;
import java.util.function.Function;

/**
 * A page of a list.
 *
 * @param page from 0
 * @param size that was asked for, at most 500
 * @param total over all pages
 */
record PageOf<T>(List<T> items, int page, int size, long total) {
  /** The last page that can be asked for. */
  static final int LAST = 100_000;

  /** The longest page. */
  static final int MOST = 500;

  PageOf {
    items = List.copyOf(items);
  }

  static <S, T> PageOf<T> of(List<S> rows, Function<S, T> shown, int page, int size, long total) {
    return new PageOf<>(rows.stream().map(shown).toList(), page, size, total);
  }

  /** A page of what is there as a whole. */
  static <S, T> PageOf<T> cut(List<S> all, Function<S, T> shown, int page, int size) {
    int from = (int) Math.min(all.size(), (long) page * size);
    int to = Math.min(all.size(), from + size);
    return of(all.subList(from, to), shown, page, size, all.size());
  }
}
