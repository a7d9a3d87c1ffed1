package io.ucad.trainer.memory;

import io.ucad.detector.coreset.Bank;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The training images that vectors of a memory come from. A memory keeps the names of these and no
 * others, so it does not grow with the number of training images.
 *
 * @param images names, in the order of training
 * @param key with its sources numbered among {@code images}
 * @param knowledge likewise
 */
public record Sources(List<String> images, Bank key, Bank knowledge) {

  /**
   * @param all names of all training images, by the numbers that the banks have
   */
  public static Sources of(List<String> all, Bank key, Bank knowledge) {
    int[] used =
        IntStream.concat(IntStream.of(key.image()), IntStream.of(knowledge.image()))
            .sorted()
            .distinct()
            .toArray();
    int[] position = new int[all.size()];
    for (int i = 0; i < used.length; i++) {
      position[used[i]] = i;
    }
    return new Sources(
        IntStream.of(used).mapToObj(all::get).toList(),
        numbered(key, position),
        numbered(knowledge, position));
  }

  private static Bank numbered(Bank bank, int[] position) {
    int[] image = IntStream.of(bank.image()).map(i -> position[i]).toArray();
    return new Bank(bank.vectors(), bank.dim(), image, bank.patch());
  }
}
