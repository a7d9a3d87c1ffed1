package io.ucad.admin.task;

/**
 * What an archive may hold at most.
 *
 * @param entries files and folders
 * @param bytes of all entries together, unpacked
 * @param ratio unpacked over packed bytes of one entry: PNG and JPEG hardly pack
 */
record ArchiveLimits(int entries, long bytes, int ratio) {
  static final ArchiveLimits DEFAULT = new ArchiveLimits(60_000, 16L << 30, 200);
}
