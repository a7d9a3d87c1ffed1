package io.ucad.admin.network;

import java.util.Arrays;

/** Addresses that begin alike. */
final class Net {
  private static final int V4 = 4;
  private static final int V6 = 16;

  private final byte[] prefix;
  private final int bits;

  private Net(byte[] prefix, int bits) {
    this.prefix = prefix;
    this.bits = bits;
  }

  /** Of IPv4. */
  static Net of(int bits, int... octets) {
    byte[] prefix = new byte[V4];
    for (int i = 0; i < octets.length; i++) {
      prefix[i] = (byte) octets[i];
    }
    return new Net(prefix, bits);
  }

  /** Of IPv6; groups that are left out are zero. */
  static Net v6(int bits, int... groups) {
    byte[] prefix = new byte[V6];
    for (int i = 0; i < groups.length; i++) {
      prefix[2 * i] = (byte) (groups[i] >> Byte.SIZE);
      prefix[2 * i + 1] = (byte) groups[i];
    }
    return new Net(prefix, bits);
  }

  boolean has(byte[] address) {
    if (address.length != prefix.length) {
      return false;
    }
    int whole = bits / Byte.SIZE;
    int rest = bits % Byte.SIZE;
    int mask = 0xff << (Byte.SIZE - rest);
    return Arrays.equals(address, 0, whole, prefix, 0, whole)
        && (rest == 0 || (address[whole] & mask & 0xff) == (prefix[whole] & mask & 0xff));
  }
}
