package org.jawort.form.shield;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jawort.contact.address.EmailAddress;
import org.jawort.contact.address.MailboxKey;
import org.jawort.platform.Networks;

/**
 * From whom a tenant takes no sign-ups, in silence: addresses with all that lead to the same
 * mailbox, and networks. Whole domains are refused openly, which is another list.
 */
public final class BlockList {
  /** Nobody is blocked. */
  public static final BlockList EMPTY = new BlockList(List.of());

  /** Most lines. */
  public static final int MOST = 500;

  private final List<String> lines;
  private final Set<String> mailboxes = new HashSet<>();
  private final List<Networks> networks = new ArrayList<>();

  private BlockList(List<String> lines) {
    this.lines = List.copyOf(lines);
  }

  /** What reading a list led to. */
  public sealed interface Read {}

  /** It can be kept. */
  public record Good(BlockList list) implements Read {}

  /** A line is neither an address nor a network. */
  public record Bad(String line) implements Read {}

  /** A line is a whole domain, which belongs to the list of domains. */
  public record Domain(String line) implements Read {}

  /** Reads one entry a line: {@code a@example.org}, {@code 192.0.2.0/24}. */
  public static Read read(List<String> typed) {
    List<String> lines =
        typed.stream().map(String::strip).filter(line -> !line.isEmpty()).distinct().toList();
    var list = new BlockList(lines);
    for (String line : lines) {
      if (!list.add(line)) {
        return isDomain(line) ? new Domain(line) : new Bad(line);
      }
    }
    return new Good(list);
  }

  private boolean add(String line) {
    Optional<Networks> network = Networks.parse(line).filter(found -> !found.all().isEmpty());
    if (network.isPresent()) {
      return networks.add(network.get());
    }
    if (!(EmailAddress.parse(line) instanceof EmailAddress.Valid(var parsed))) {
      return false;
    }
    mailboxes.add(MailboxKey.of(parsed.key()));
    return true;
  }

  private static boolean isDomain(String line) {
    return line.lastIndexOf('@') <= 0
        && EmailAddress.parse("x@" + line.substring(line.lastIndexOf('@') + 1))
            instanceof EmailAddress.Valid;
  }

  /** As it was typed. */
  public List<String> lines() {
    return lines;
  }

  /** Tells whether somebody stands on it. */
  public boolean has(EmailAddress address, InetAddress visitor) {
    return mailboxes.contains(MailboxKey.of(address.key()))
        || networks.stream().anyMatch(network -> network.contain(visitor));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BlockList list && list.lines.equals(lines);
  }

  @Override
  public int hashCode() {
    return lines.hashCode();
  }

  /** How many stand on it, and nothing of whom. */
  @Override
  public String toString() {
    return "BlockList[lines=%d]".formatted(lines.size());
  }
}
