package org.jawort.form.domain;

import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jawort.contact.address.EmailAddress;
import org.jawort.platform.AfterCommit;
import org.jawort.platform.SecondsOld;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Looks at the domains of those who sign up, mostly without asking the database: what an owner
 * changes holds at once on this node, and within seconds on the others.
 */
@Component
public class DomainGate {

  private final ThrowAways throwAways;
  private final LoadingCache<TenantId, Rules> kept;

  DomainGate(SignUpDomains domains, ThrowAways throwAways, InstantSource clock) {
    this.throwAways = throwAways;
    this.kept = SecondsOld.cache(clock, tenant -> Rules.of(domains.of(tenant)));
  }

  /** What a tenant says, quick to ask. */
  private record Rules(Map<String, DomainRule> domains, boolean refusesThrowAway) {
    static Rules of(DomainLists lists) {
      return new Rules(
          lists.domains().stream()
              .collect(Collectors.toMap(one -> one.domain().value(), RuledDomain::rule)),
          lists.refusesThrowAway());
    }

    /** What is said of a domain, or else of the closest one above it; null where nothing is. */
    @Nullable DomainRule closest(String domain) {
      return Above.of(domain)
          .filter(domains::containsKey)
          .findFirst()
          .map(domains::get)
          .orElse(null);
    }
  }

  /** Tells whether an address may sign up, and whether it looks like a slip. */
  public DomainOutcome judge(TenantId tenant, EmailAddress address) {
    Rules rules = kept.get(tenant);
    String domain = address.key().substring(address.key().lastIndexOf('@') + 1);
    if (rules.closest(domain) == DomainRule.ALLOW) {
      return new DomainOutcome.Welcome();
    }
    return refusal(rules, domain)
        .<DomainOutcome>map(refused -> refused)
        .or(() -> doubt(rules, domain))
        .orElseGet(DomainOutcome.Welcome::new);
  }

  private Optional<DomainOutcome.Refused> refusal(Rules rules, String domain) {
    return switch (rules.closest(domain)) {
      case ALLOW -> Optional.empty();
      case BLOCK -> Optional.of(DomainOutcome.Refused.BLOCKED);
      case null ->
          rules.refusesThrowAway() && throwAways.contain(domain)
              ? Optional.of(DomainOutcome.Refused.THROW_AWAY)
              : Optional.empty();
    };
  }

  /** Nobody is led to a domain that would be refused. */
  private Optional<DomainOutcome> doubt(Rules rules, String domain) {
    return Slips.meant(domain).stream()
        .filter(meant -> refusal(rules, meant).isEmpty())
        .findFirst()
        .map(DomainOutcome.Doubtful::new);
  }

  @EventListener
  void on(DomainsChanged changed) {
    AfterCommit.run(() -> kept.invalidate(changed.tenant()));
  }
}
