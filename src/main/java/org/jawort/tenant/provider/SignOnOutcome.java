package org.jawort.tenant.provider;

import java.util.Optional;
import org.jawort.tenant.AccountId;
import org.jawort.tenant.User;

/** What came of an answer of the provider. */
public sealed interface SignOnOutcome {
  /** It vouches for somebody who works here. */
  record Vouched(User user) implements SignOnOutcome {}

  /**
   * It does not, or not for this question, or for nobody who works here.
   *
   * @param account for which it vouches, and which does not come in all the same
   */
  record Refused(Optional<AccountId> account) implements SignOnOutcome {}

  /** It does not answer. */
  record Gone() implements SignOnOutcome {}
}
