package org.jawort.tenant.account;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.CollectedClientData;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.data.extension.authenticator.AuthenticationExtensionsAuthenticatorOutputs;
import com.webauthn4j.data.extension.client.AuthenticationExtensionsClientOutputs;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.util.exception.WebAuthnException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jawort.platform.Ids;
import org.jawort.platform.Settings;
import org.jawort.tenant.AccountId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The door to the passkeys (WebAuthn Level 3). Each answer must come from a page of ours, be about
 * our name, answer a question that we asked for this purpose, and say that the device has made sure
 * who uses it; so a passkey is two factors in one.
 */
@Component
public final class Passkeys {
  private static final List<COSEAlgorithmIdentifier> ALGORITHMS =
      List.of(
          COSEAlgorithmIdentifier.EdDSA,
          COSEAlgorithmIdentifier.ES256,
          COSEAlgorithmIdentifier.RS256);

  private final PasskeyRows rows;
  private final Challenges challenges;
  private final Ids ids;
  private final InstantSource clock;
  private final Origin origin;
  private final String name;
  private final ObjectConverter converter = new ObjectConverter();
  private final WebAuthnManager manager = WebAuthnManager.createNonStrictWebAuthnManager(converter);
  private final AttestedCredentialDataConverter attested =
      new AttestedCredentialDataConverter(converter);

  Passkeys(
      PasskeyRows rows, Challenges challenges, Ids ids, InstantSource clock, Settings settings) {
    this.rows = rows;
    this.challenges = challenges;
    this.ids = ids;
    this.clock = clock;
    URI url = settings.publicUrl();
    this.origin = new Origin(url.getScheme() + "://" + url.getAuthority());
    this.name = url.getHost();
  }

  /** Those of an account, the oldest first. */
  public List<Passkey> all(AccountId account) {
    return rows.all(account);
  }

  /** Our name, for which passkeys are made (relying party id). */
  public String name() {
    return name;
  }

  /** The kinds of keys that we can check, by their COSE numbers, the best first. */
  public List<Long> algorithms() {
    return ALGORITHMS.stream().map(COSEAlgorithmIdentifier::getValue).toList();
  }

  /** A question for the device that is to make one. */
  public byte[] askToMake(AccountId account) {
    return challenges.ask(Challenges.Purpose.MAKE, Optional.of(account));
  }

  /** A question for whoever wants to sign in. */
  public byte[] askToEnter() {
    return challenges.ask(Challenges.Purpose.ENTER, Optional.empty());
  }

  /** A question for whoever is signed in, and is to show again that it is they. */
  public byte[] askAgain(AccountId account) {
    return challenges.ask(Challenges.Purpose.AGAIN, Optional.of(account));
  }

  /**
   * Keeps a new passkey.
   *
   * @param answer of the browser, as JSON (RegistrationResponseJSON)
   * @return false where something about it is not as it must be
   */
  public boolean make(AccountId account, String called, String answer) {
    try {
      RegistrationData data = manager.parseRegistrationResponseJSON(answer);
      byte[] challenge = challenge(data.getCollectedClientData());
      boolean asked = challenges.spend(challenge, Challenges.Purpose.MAKE, Optional.of(account));
      return asked && rows.insert(checked(account, called, data, challenge));
    } catch (WebAuthnException | IllegalArgumentException | NullPointerException e) {
      return false;
    }
  }

  private Passkey checked(
      AccountId account, String called, RegistrationData data, byte[] challenge) {
    var parameters =
        new RegistrationParameters(
            server(challenge),
            ALGORITHMS.stream()
                .map(
                    kind ->
                        new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, kind))
                .toList(),
            true,
            true);
    var made = manager.verify(data, parameters);
    var authenticator = Objects.requireNonNull(made.getAttestationObject()).getAuthenticatorData();
    var credential = Objects.requireNonNull(authenticator.getAttestedCredentialData());
    return Passkey.made(
        account,
        ids.next(),
        called,
        credential.getCredentialId(),
        attested.convert(credential),
        authenticator.getSignCount(),
        clock.instant());
  }

  private ServerProperty server(byte[] challenge) {
    return ServerProperty.builder()
        .origin(origin)
        .rpId(name)
        .challenge(new DefaultChallenge(challenge))
        .build();
  }

  private static byte[] challenge(@Nullable CollectedClientData data) {
    return Objects.requireNonNull(data).getChallenge().getValue();
  }

  /**
   * Whose passkey has answered the question of a sign-in; empty where it is nobody's, or something
   * is not as it must be.
   *
   * @param answer of the browser, as JSON (AuthenticationResponseJSON)
   */
  public Optional<AccountId> enter(String answer) {
    return answered(answer, Challenges.Purpose.ENTER, Optional.empty());
  }

  /**
   * Whose passkey an answer names, whether or not it is good: for the trace of what was refused.
   *
   * @param answer of the browser, as JSON (AuthenticationResponseJSON)
   */
  public Optional<AccountId> named(String answer) {
    try {
      AuthenticationData data = manager.parseAuthenticationResponseJSON(answer);
      return rows.find(ByteBuffer.wrap(data.getCredentialId()).array()).map(Passkey::account);
    } catch (WebAuthnException | IllegalArgumentException | NullPointerException e) {
      return Optional.empty();
    }
  }

  /** Tells whether a passkey of the account has answered the question that was asked again. */
  public boolean again(AccountId account, String answer) {
    return answered(answer, Challenges.Purpose.AGAIN, Optional.of(account))
        .filter(account::equals)
        .isPresent();
  }

  private Optional<AccountId> answered(
      String answer, Challenges.Purpose purpose, Optional<AccountId> account) {
    try {
      AuthenticationData data = manager.parseAuthenticationResponseJSON(answer);
      byte[] challenge = challenge(data.getCollectedClientData());
      return challenges.spend(challenge, purpose, account)
          ? rows.find(ByteBuffer.wrap(data.getCredentialId()).array())
              .flatMap(passkey -> checked(passkey, data, challenge))
          : Optional.empty();
    } catch (WebAuthnException | IllegalArgumentException | NullPointerException e) {
      return Optional.empty();
    }
  }

  private Optional<AccountId> checked(Passkey passkey, AuthenticationData data, byte[] challenge) {
    // Neither is kept, and neither is looked at.
    @Nullable Boolean unknown = null;
    @Nullable CollectedClientData forgotten = null;
    var known =
        new CredentialRecordImpl(
            new NoneAttestationStatement(),
            unknown,
            unknown,
            unknown,
            passkey.signCount(),
            attested.convert(passkey.attested()),
            new AuthenticationExtensionsAuthenticatorOutputs<>(),
            forgotten,
            new AuthenticationExtensionsClientOutputs<>(),
            Set.of());
    var parameters =
        new AuthenticationParameters(
            server(challenge), known, List.of(passkey.credentialId()), true, true);
    manager.verify(data, parameters);
    long count = Objects.requireNonNull(data.getAuthenticatorData()).getSignCount();
    boolean theirs =
        data.getUserHandle() == null
            || Arrays.equals(data.getUserHandle(), handle(passkey.account()));
    return theirs && rows.use(passkey, count, clock.instant())
        ? Optional.of(passkey.account())
        : Optional.empty();
  }

  /** How a passkey names its owner. */
  public static byte[] handle(AccountId account) {
    return ByteBuffer.allocate(2 * Long.BYTES)
        .putLong(account.value().getMostSignificantBits())
        .putLong(account.value().getLeastSignificantBits())
        .array();
  }

  /** Forgets one; another account's stays. */
  public boolean remove(AccountId account, UUID passkey) {
    return rows.delete(account, passkey);
  }
}
