package org.jawort.tenant.web;

import jakarta.annotation.PreDestroy;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jawort.platform.Networks;
import org.jawort.platform.Settings;
import org.jawort.platform.TenantId;
import org.jawort.platform.web.ClientAddress;
import org.jawort.platform.web.Viewer;
import org.jawort.tenant.AccountId;
import org.jawort.tenant.Accounts;
import org.jawort.tenant.ActingViewer;
import org.jawort.tenant.Actor;
import org.jawort.tenant.StaffDeed;
import org.jawort.tenant.UserId;
import org.jawort.tenant.audit.AuditKind;
import org.jawort.tenant.audit.AuditOutcome;
import org.jawort.tenant.audit.AuditParty;
import org.jawort.tenant.audit.AuditTrail;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Writes into the audit log who came in, who went, and who was not let in. */
@Component
class AuditedSignIns {
  private static final Logger LOG = LoggerFactory.getLogger(AuditedSignIns.class);
  private static final String SIGN_IN = "POST /login";
  private static final String SIGN_OUT = "POST /logout";
  private static final String SWITCH = "POST /app/tenant";
  private static final String PROVIDER = "GET /login/provider/answer";
  private static final String JOINED = "POST /invitation/{link}";

  private final AuditTrail trail;
  private final Accounts accounts;
  private final Networks proxies;

  /** In its own time: how long an answer takes must not tell whether there is such an account. */
  private final ExecutorService later =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("audit").factory());

  AuditedSignIns(AuditTrail trail, Accounts accounts, Settings settings) {
    this.trail = trail;
    this.accounts = accounts;
    this.proxies = settings.reach().proxies();
  }

  /** Somebody's session began, or they joined. */
  @EventListener
  void on(StaffDeed deed) {
    switch (deed) {
      case StaffDeed.CameIn in ->
          append(
              in.tenant(), in.user(), AuditKind.SIGN_IN, deed(in.way()), AuditOutcome.DONE, from());
      case StaffDeed.WasTurnedAway tried -> turnedAway(tried);
      case StaffDeed.Switched moved ->
          append(
              moved.tenant(), moved.user(), AuditKind.SIGN_IN, SWITCH, AuditOutcome.DONE, from());
      case StaffDeed.Joined joined ->
          append(
              joined.tenant(),
              joined.user(),
              AuditKind.ROLE,
              joined.way() == StaffDeed.Way.PROVIDER ? PROVIDER : JOINED,
              AuditOutcome.DONE,
              from());
      case StaffDeed.RoleChanged change -> byGroups(change.tenant(), change.user(), change.by());
      case StaffDeed.SwitchedOff change -> byGroups(change.tenant(), change.user(), change.by());
      case StaffDeed.SwitchedOn change -> byGroups(change.tenant(), change.user(), change.by());
      // What else is done, is done at addresses that leave their trace by themselves.
      default -> {}
    }
  }

  /** Before the session ends, after which nobody is known any more. */
  void signedOut() {
    if (Viewer.current().orElse(null) instanceof ActingViewer viewer) {
      append(
          viewer.tenant(),
          viewer.acting().user(),
          AuditKind.SIGN_IN,
          SIGN_OUT,
          AuditOutcome.DONE,
          from());
    }
  }

  private static String deed(StaffDeed.Way way) {
    return switch (way) {
      case PASSWORD -> SIGN_IN;
      case PASSWORD_AND_CODE, PASSWORD_AND_RECOVERY_CODE -> "POST /login/code";
      case PASSKEY -> "POST /login/passkey";
      case LINK -> "POST /password/{link}";
      case PROVIDER -> PROVIDER;
    };
  }

  /** What an owner changes leaves its trace at its own address. */
  private void byGroups(TenantId tenant, UserId user, @Nullable UserId by) {
    if (by == null) {
      trail.append(
          new AuditParty(tenant, Actor.SYSTEM, from()),
          AuditKind.ROLE,
          PROVIDER,
          List.of(user.value()),
          AuditOutcome.DONE);
    }
  }

  /** Somebody tried one of our accounts. */
  private void turnedAway(StaffDeed.WasTurnedAway tried) {
    String from = from();
    Optional.ofNullable(tried.account())
        .ifPresent(account -> later.execute(() -> appendLater(account, deed(tried.way()), from)));
  }

  private void appendLater(AccountId account, String deed, @Nullable String from) {
    try {
      accounts
          .places(account)
          .forEach(
              place ->
                  append(
                      place.tenant(),
                      place.user(),
                      AuditKind.SIGN_IN,
                      deed,
                      AuditOutcome.REFUSED,
                      from));
    } catch (RuntimeException e) {
      LOG.error("a refused sign-in is missing in the audit log: {}", e.getClass().getName());
    }
  }

  private void append(
      TenantId tenant,
      UserId user,
      AuditKind kind,
      String deed,
      AuditOutcome outcome,
      @Nullable String from) {
    UUID id = user.value();
    trail.append(new AuditParty(tenant, Actor.staff(id), from), kind, deed, List.of(id), outcome);
  }

  /** Where the running request came from. */
  private @Nullable String from() {
    return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes servlet
        ? ClientAddress.of(servlet.getRequest(), proxies).address().getHostAddress()
        : null;
  }

  /** Writes what is still to be written. */
  @PreDestroy
  void close() {
    later.close();
  }
}
