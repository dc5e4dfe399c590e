package org.jawort.tenant.account;

import org.jawort.tenant.AccountId;
import org.jawort.tenant.SignInThrottle;
import org.jawort.tenant.StaffDeed;
import org.springframework.stereotype.Component;

/** What a person needs beside their password, once they have set it up. */
@Component
public final class SecondFactors {
  private final DeviceCodes codes;
  private final RecoveryCodes recoveryCodes;
  private final PasskeyRows passkeys;
  private final SignInThrottle throttle;

  SecondFactors(
      DeviceCodes codes,
      RecoveryCodes recoveryCodes,
      PasskeyRows passkeys,
      SignInThrottle throttle) {
    this.codes = codes;
    this.recoveryCodes = recoveryCodes;
    this.passkeys = passkeys;
    this.throttle = throttle;
  }

  /** What came of a code. */
  public sealed interface CodeOutcome {
    /** It is right, and used up with that. */
    record Fits(StaffDeed.Way way) implements CodeOutcome {}

    /** It is wrong, or was used before: nothing tells which. */
    record Wrong() implements CodeOutcome {}

    /** Too many tries; nothing was checked. */
    record TooMany() implements CodeOutcome {}
  }

  /**
   * What somebody has.
   *
   * @param codes of a device
   * @param passkey one at least
   */
  public record Owned(boolean codes, boolean passkey) {
    /** Tells whether it is anything: then a password alone is not enough. */
    public boolean any() {
      return codes || passkey;
    }
  }

  /** What the person has. */
  public Owned of(AccountId account) {
    return new Owned(codes.areOn(account), !passkeys.all(account).isEmpty());
  }

  /** Checks a code of the device, or one of those for when it is gone. */
  public CodeOutcome check(AccountId account, String code) {
    if (!throttle.admitsCode(account)) {
      return new CodeOutcome.TooMany();
    }
    CodeOutcome outcome = checked(account, code);
    if (outcome instanceof CodeOutcome.Fits) {
      throttle.forgiveCode(account);
    }
    return outcome;
  }

  private CodeOutcome checked(AccountId account, String code) {
    if (codes.take(account, code)) {
      return new CodeOutcome.Fits(StaffDeed.Way.PASSWORD_AND_CODE);
    }
    return of(account).any() && recoveryCodes.use(account, code)
        ? new CodeOutcome.Fits(StaffDeed.Way.PASSWORD_AND_RECOVERY_CODE)
        : new CodeOutcome.Wrong();
  }

  /** Forgets the codes for when the device is gone, where there is nothing left that could go. */
  public void tidy(AccountId account) {
    if (!of(account).any()) {
      recoveryCodes.forget(account);
    }
  }
}
