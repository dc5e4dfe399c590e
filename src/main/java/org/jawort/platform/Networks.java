package org.jawort.platform;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Networks, as an operator lists them: {@code 10.0.0.0/8, 2001:db8::/32, 192.0.2.7}.
 *
 * @param all of them; none where nobody is meant
 */
public record Networks(List<Network> all) {
  private static final Pattern BITS = Pattern.compile("[0-9]{1,3}");

  /** The machine that Jawort runs on. */
  public static final Networks THIS_MACHINE = parse("127.0.0.0/8, ::1").orElseThrow();

  /** Copies the list. */
  public Networks {
    all = List.copyOf(all);
  }

  /**
   * A network.
   *
   * @param address any of it
   * @param bits how many of the first bits its addresses share
   */
  public record Network(InetAddress address, int bits) {
    boolean contains(InetAddress other) {
      byte[] ours = address.getAddress();
      byte[] theirs = other.getAddress();
      if (ours.length != theirs.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit += Byte.SIZE) {
        int counted = Math.min(bits - bit, Byte.SIZE);
        int differing = (ours[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & 0xff;
        if (differing >> (Byte.SIZE - counted) != 0) {
          return false;
        }
      }
      return true;
    }
  }

  /** Reads a list; {@code none} is an empty one. Empty where a part of it is no network. */
  public static Optional<Networks> parse(String list) {
    var all = new ArrayList<Network>();
    if (!list.strip().equals("none")) {
      for (String part : list.split(",", -1)) {
        Optional<Network> network = network(part.strip());
        if (network.isEmpty()) {
          return Optional.empty();
        }
        all.add(network.get());
      }
    }
    return Optional.of(new Networks(all));
  }

  private static Optional<Network> network(String text) {
    int slash = text.indexOf('/');
    String bits = slash < 0 ? "" : text.substring(slash + 1);
    return IpLiteral.parse(slash < 0 ? text : text.substring(0, slash))
        .filter(address -> slash < 0 || BITS.matcher(bits).matches())
        .map(address -> new Network(address, slash < 0 ? size(address) : Integer.parseInt(bits)))
        .filter(network -> network.bits() <= size(network.address()));
  }

  private static int size(InetAddress address) {
    return address.getAddress().length * Byte.SIZE;
  }

  /** Tells whether the address is in one of them. */
  public boolean contain(InetAddress address) {
    return all.stream().anyMatch(network -> network.contains(address));
  }
}
