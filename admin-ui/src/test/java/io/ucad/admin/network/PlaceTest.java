package io.ucad.admin.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, HERE",
    "127.8.8.8, HERE",
    "::1, HERE",
    "::ffff:127.0.0.1, HERE",
    "10.0.0.1, CLOSED",
    "172.16.0.1, CLOSED",
    "172.31.255.255, CLOSED",
    "192.168.1.1, CLOSED",
    "::ffff:192.168.1.1, CLOSED",
    "fc00::1, CLOSED",
    "fd12:3456::1, CLOSED",
    "8.8.8.8, OPEN",
    "172.15.255.255, OPEN",
    "172.32.0.1, OPEN",
    "192.0.1.1, OPEN",
    "100.64.0.1, OPEN",
    "2606:4700::1111, OPEN",
    "2001:4860:4860::8888, OPEN",
    "0.0.0.0, NOWHERE",
    "0.1.2.3, NOWHERE",
    "169.254.169.254, NOWHERE",
    "169.254.0.1, NOWHERE",
    "::ffff:169.254.169.254, NOWHERE",
    "100.100.100.200, NOWHERE",
    "168.63.129.16, NOWHERE",
    "192.0.0.192, NOWHERE",
    "224.0.0.1, NOWHERE",
    "239.255.255.250, NOWHERE",
    "240.0.0.1, NOWHERE",
    "255.255.255.255, NOWHERE",
    "::, NOWHERE",
    "::169.254.169.254, NOWHERE",
    "64:ff9b::a9fe:a9fe, NOWHERE",
    "64:ff9b:1::a9fe:a9fe, NOWHERE",
    "2002:a9fe:a9fe::1, NOWHERE",
    "2001:0:a9fe:a9fe::1, NOWHERE",
    "fe80::1, NOWHERE",
    "febf::1, NOWHERE",
    "fec0::1, NOWHERE",
    "ff02::1, NOWHERE",
    "fd00:ec2::254, NOWHERE"
  })
  void everyAddressIsKnownByWhereItLeads(String address, Place place) throws Exception {
    assertThat(Place.of(InetAddress.getByName(address))).isEqualTo(place);
  }
}
