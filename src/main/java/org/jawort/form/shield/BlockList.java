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
 * From whom a tenant takes no sign-ups: addresses with all that lead to the same mailbox, domains
 * with those below them, and networks.
 */
public final class BlockList {
  /** Nobody is blocked. */
  public static final BlockList EMPTY = new BlockList(List.of());

  /** Most lines. */
  public static final int MOST = 500;

  private final List<String> lines;
  private final Set<String> mailboxes = new HashSet<>();
  private final Set<String> domains = new HashSet<>();
  private final List<Networks> networks = new ArrayList<>();

  private BlockList(List<String> lines) {
    this.lines = List.copyOf(lines);
  }

  /** What reading a list led to. */
  public sealed interface Read {}

  /** It can be kept. */
  public record Good(BlockList list) implements Read {}

  /** A line is neither an address nor a domain nor a network. */
  public record Bad(String line) implements Read {}

  /** Reads one entry a line: {@code a@example.org}, {@code example.org}, {@code 192.0.2.0/24}. */
  public static Read read(List<String> typed) {
    List<String> lines =
        typed.stream().map(String::strip).filter(line -> !line.isEmpty()).distinct().toList();
    var list = new BlockList(lines);
    for (String line : lines) {
      if (!list.add(line)) {
        return new Bad(line);
      }
    }
    return new Good(list);
  }

  private boolean add(String line) {
    Optional<Networks> network = Networks.parse(line).filter(found -> !found.all().isEmpty());
    if (network.isPresent()) {
      return networks.add(network.get());
    }
    boolean domain = line.lastIndexOf('@') <= 0;
    String address = domain ? "x@" + line.substring(line.lastIndexOf('@') + 1) : line;
    if (!(EmailAddress.parse(address) instanceof EmailAddress.Valid(var parsed))) {
      return false;
    }
    if (domain) {
      domains.add(domain(parsed.key()));
    } else {
      mailboxes.add(MailboxKey.of(parsed.key()));
    }
    return true;
  }

  /** As it was typed. */
  public List<String> lines() {
    return lines;
  }

  /** Tells whether somebody stands on it. */
  public boolean has(EmailAddress address, InetAddress visitor) {
    return mailboxes.contains(MailboxKey.of(address.key()))
        || hasDomain(domain(address.key()))
        || networks.stream().anyMatch(network -> network.contain(visitor));
  }

  private boolean hasDomain(String domain) {
    for (int from = 0; from >= 0 && !domains.isEmpty(); ) {
      if (domains.contains(domain.substring(from))) {
        return true;
      }
      int dot = domain.indexOf('.', from);
      from = dot < 0 ? -1 : dot + 1;
    }
    return false;
  }

  private static String domain(String key) {
    return key.substring(key.lastIndexOf('@') + 1);
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
