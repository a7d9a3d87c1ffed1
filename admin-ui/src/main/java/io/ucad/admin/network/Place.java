package io.ucad.admin.network;

import java.net.InetAddress;
import java.util.List;

/** Where an address leads. */
public enum Place {
  /** To this machine. */
  HERE,

  /** Into a private network. */
  CLOSED,

  /** Into the open. */
  OPEN,

  /**
   * To nothing that answers for somebody: unspecified, link-local, multicast and reserved
   * addresses, those that hide another one in them, and those where clouds hand out the secrets of
   * a machine.
   */
  NOWHERE;

  private static final List<Net> NOWHERE_NETS =
      List.of(
          Net.of(8, 0, 0, 0, 0),
          Net.of(16, 169, 254, 0, 0),
          Net.of(24, 192, 0, 0, 0),
          Net.of(4, 224, 0, 0, 0),
          Net.of(4, 240, 0, 0, 0),
          Net.of(32, 100, 100, 100, 200),
          Net.of(32, 168, 63, 129, 16),
          Net.v6(96, 0x0000),
          Net.v6(96, 0x0064, 0xff9b),
          Net.v6(48, 0x0064, 0xff9b, 0x0001),
          Net.v6(32, 0x2001, 0x0000),
          Net.v6(16, 0x2002),
          Net.v6(10, 0xfe80),
          Net.v6(10, 0xfec0),
          Net.v6(8, 0xff00),
          Net.v6(32, 0xfd00, 0x0ec2));
  private static final List<Net> CLOSED_NETS =
      List.of(
          Net.of(8, 10, 0, 0, 0),
          Net.of(12, 172, 16, 0, 0),
          Net.of(16, 192, 168, 0, 0),
          Net.v6(7, 0xfc00));

  /** Of an address; one of IPv4 within one of IPv6 counts as itself, as Java makes it so. */
  public static Place of(InetAddress address) {
    if (address.isLoopbackAddress()) {
      return HERE;
    }
    byte[] bytes = address.getAddress();
    if (NOWHERE_NETS.stream().anyMatch(net -> net.has(bytes))) {
      return NOWHERE;
    }
    return CLOSED_NETS.stream().anyMatch(net -> net.has(bytes)) ? CLOSED : OPEN;
  }
}
