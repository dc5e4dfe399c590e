package org.jawort.tenant;

import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * What happened around the accounts of staff, published as an event of Spring, inside the
 * transaction that did it where there is one. Whoever keeps an account of it observes these.
 */
public sealed interface StaffDeed {
  /** How somebody showed that it is they. */
  enum Way {
    /** By the password alone. */
    PASSWORD,
    /** By the password and a code of their device. */
    PASSWORD_AND_CODE,
    /** By the password and one of the codes for when the device is gone. */
    PASSWORD_AND_RECOVERY_CODE,
    /** By a passkey. */
    PASSKEY,
    /** By a link that was mailed, or given by the operator. */
    LINK,
    /** By another system that vouches for them (OpenID Connect). */
    PROVIDER
  }

  /** Something that one can do for one's own account. */
  enum AccountChange {
    /** Another password, by somebody who knew the former. */
    PASSWORD_CHANGED,
    /** Another password, by a link. */
    PASSWORD_SET_BY_LINK,
    /** Codes of a device from now on. */
    CODES_ON,
    /** No codes any more. */
    CODES_OFF,
    /** New codes for when the device is gone. */
    RECOVERY_CODES_RENEWED,
    /** One more passkey. */
    PASSKEY_ADDED,
    /** One passkey less. */
    PASSKEY_REMOVED,
    /** All sessions but the own one. */
    OTHER_SESSIONS_ENDED
  }

  /** A session began. */
  record CameIn(TenantId tenant, UserId user, Way way, String device) implements StaffDeed {}

  /**
   * A try to come in failed.
   *
   * @param account that was tried, or null where nothing tells whose it would have been
   */
  record WasTurnedAway(@Nullable AccountId account, Way way) implements StaffDeed {}

  /** Somebody showed once more that it is they, before something that needs it. */
  record ProvedAgain(TenantId tenant, UserId user, Way way) implements StaffDeed {}

  /** Somebody went on in another of their tenants. */
  record Switched(TenantId from, TenantId tenant, UserId user) implements StaffDeed {}

  /** Somebody was asked to join. */
  record Invited(TenantId tenant, UserId by, Role role) implements StaffDeed {}

  /** An invitation was taken back. */
  record InvitationWithdrawn(TenantId tenant, UserId by) implements StaffDeed {}

  /**
   * Somebody joined.
   *
   * @param way by an invitation's link, or by the groups of another system
   */
  record Joined(TenantId tenant, UserId user, Role role, Way way) implements StaffDeed {}

  /**
   * Somebody got another role.
   *
   * @param by the owner, or null where the groups of another system say so
   */
  record RoleChanged(TenantId tenant, UserId user, Role before, Role after, @Nullable UserId by)
      implements StaffDeed {}

  /**
   * Somebody may not sign in any more.
   *
   * @param by the owner, or null where the groups of another system say so
   */
  record SwitchedOff(TenantId tenant, UserId user, @Nullable UserId by) implements StaffDeed {}

  /**
   * Somebody may sign in again.
   *
   * @param by the owner, or null where the groups of another system say so
   */
  record SwitchedOn(TenantId tenant, UserId user, @Nullable UserId by) implements StaffDeed {}

  /** Somebody changed something about their own account. */
  record AccountChanged(TenantId tenant, UserId user, AccountChange what) implements StaffDeed {}

  /** An owner said whether members need a second factor. */
  record SecondFactorDemanded(TenantId tenant, UserId by, boolean demanded) implements StaffDeed {}
}
