package org.jawort.tenant.provider;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jawort.platform.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The door for those for whom another system vouches. Where that is gone, every other way in stays
 * as it is.
 */
@Component
public final class SignOn {
  private static final Logger LOG = LoggerFactory.getLogger(SignOn.class);

  private final Optional<ProviderClient> client;
  private final VouchedMembers members;

  SignOn(Settings settings, VouchedMembers members, InstantSource clock) {
    this.client = settings.signOn().map(signOn -> new ProviderClient(settings, signOn, clock));
    this.members = members;
  }

  /** Tells whether there is one. */
  public boolean isOn() {
    return client.isPresent();
  }

  /**
   * Where the browser is sent; empty where the provider does not answer, or there is none.
   *
   * @param anew whether the person must sign in there even if they are signed in
   */
  public Optional<String> address(SignOnAttempt attempt, boolean anew) {
    try {
      return client.map(known -> known.address(attempt, anew));
    } catch (RuntimeException e) {
      LOG.warn("The provider of sign-ins does not answer: {}", e.getClass().getSimpleName());
      return Optional.empty();
    }
  }

  /**
   * Whom the provider vouches for.
   *
   * @param attempt as this browser kept it
   * @param code and state as the provider sent them
   */
  public SignOnOutcome answer(SignOnAttempt attempt, String code, String state, boolean anew) {
    try {
      return client
          .map(known -> known.person(attempt, code, state, anew))
          .<SignOnOutcome>map(members::admit)
          .orElseGet(() -> new SignOnOutcome.Refused(Optional.empty()));
    } catch (RuntimeException e) {
      return told(e);
    }
  }

  private static SignOnOutcome told(RuntimeException fault) {
    if (Stream.<Throwable>iterate(fault, Objects::nonNull, Throwable::getCause)
        .anyMatch(IOException.class::isInstance)) {
      LOG.warn("The provider of sign-ins does not answer: {}", fault.getClass().getSimpleName());
      return new SignOnOutcome.Gone();
    }
    // Whatever it sent, it is not to be trusted; and its words may name a person.
    LOG.debug("An answer of the provider of sign-ins is refused", fault);
    return new SignOnOutcome.Refused(Optional.empty());
  }
}
