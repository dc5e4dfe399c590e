package org.jawort.form.domain;

import java.util.List;

/**
 * What a tenant says of domains.
 *
 * @param domains by name
 * @param refusesThrowAway whether throw-away mailboxes may not sign up
 */
public record DomainLists(List<RuledDomain> domains, boolean refusesThrowAway) {
  /** Copies the list. */
  public DomainLists {
    domains = List.copyOf(domains);
  }

  /** Those of one of the lists. */
  public List<RuledDomain> of(DomainRule rule) {
    return domains.stream().filter(domain -> domain.rule() == rule).toList();
  }
}
