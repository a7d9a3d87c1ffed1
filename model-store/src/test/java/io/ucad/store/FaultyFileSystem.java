package io.ucad.store;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/** Counts operations and fails some of them. */
final class FaultyFileSystem extends ForwardingFileSystem {

  static final Set<Op> NEEDS_SPACE =
      EnumSet.of(Op.CREATE, Op.WRITE, Op.SYNC, Op.MAKE_DIRECTORY, Op.LINK, Op.RENAME);

  private interface Rule {
    boolean fails(int operation, Op op);
  }

  private final Rule rule;
  private final String reason;
  private int operations;

  private FaultyFileSystem(StoreFileSystem files, Rule rule, String reason) {
    super(files);
    this.rule = rule;
    this.reason = reason;
  }

  static FaultyFileSystem counting(StoreFileSystem files) {
    return new FaultyFileSystem(files, (operation, op) -> false, "");
  }

  static FaultyFileSystem failingAt(StoreFileSystem files, int failing) {
    return new FaultyFileSystem(
        files, (operation, op) -> operation == failing, "Input/output error");
  }

  static FaultyFileSystem failingFrom(StoreFileSystem files, int first) {
    return new FaultyFileSystem(files, (operation, op) -> operation >= first, "Input/output error");
  }

  static FaultyFileSystem fullFrom(StoreFileSystem files, int first) {
    return new FaultyFileSystem(
        files,
        (operation, op) -> operation >= first && NEEDS_SPACE.contains(op),
        "No space left on device");
  }

  int operations() {
    return operations;
  }

  @Override
  void before(Op op, Path path) throws IOException {
    int operation = operations++;
    if (rule.fails(operation, op)) {
      throw new FileSystemException(path.toString(), null, reason);
    }
  }
}
