package org.jawort.campaign.landing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.jawort.tenant.AllowedHosts;
import org.jawort.tenant.HostName;
import org.jawort.tenant.RedirectAddress;
import org.jawort.tenant.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The door for those who write landing pages. Whatever is published is a new version. */
@Component
public class LandingEditing {
  private final Database database;
  private final LandingRows rows;
  private final LandingPages pages;
  private final LandingPictures pictures;
  private final AllowedHosts hosts;

  LandingEditing(
      Database database,
      LandingRows rows,
      LandingPages pages,
      LandingPictures pictures,
      AllowedHosts hosts) {
    this.database = database;
    this.rows = rows;
    this.pages = pages;
    this.pictures = pictures;
    this.hosts = hosts;
  }

  /**
   * Shows a content from now on.
   *
   * @param seen version that its author had before them
   * @param everywhere whether all other pages of the tenant get the same colour and logo
   */
  public PublishingOutcome publish(
      TenantId tenant,
      LandingPageId id,
      LandingContent content,
      int seen,
      boolean everywhere,
      UserId by) {
    return database.write(
        tenant,
        connection -> {
          List<LandingPage> versions = rows.versions(tenant, id);
          return versions.isEmpty()
              ? new PublishingOutcome.Unknown()
              : publish(tenant, versions.getFirst(), content, seen, everywhere, by);
        });
  }

  /** Shows the standard text again, in the look that the page has. */
  public PublishingOutcome restore(TenantId tenant, LandingPageId id, int seen, UserId by) {
    return database.write(
        tenant,
        connection -> {
          List<LandingPage> versions = rows.versions(tenant, id);
          if (versions.isEmpty()) {
            return new PublishingOutcome.Unknown();
          }
          LandingPage latest = versions.getFirst();
          LandingContent standard = StandardTexts.of(latest.kind(), latest.language());
          return publish(tenant, latest, latest.content().saying(standard), seen, false, by);
        });
  }

  private PublishingOutcome publish(
      TenantId tenant,
      LandingPage latest,
      LandingContent content,
      int seen,
      boolean everywhere,
      UserId by) {
    List<LandingLack> lacks = new ArrayList<>(check(tenant, latest.kind(), content));
    HostName host = host(content);
    if (host != null && !hosts.holds(tenant, host)) {
      lacks.add(LandingLack.of(LandingFault.REDIRECT_HOST, host.value()));
    }
    if (!lacks.isEmpty()) {
      return new PublishingOutcome.Unfit(lacks);
    }
    if (latest.version() != seen) {
      return new PublishingOutcome.Overtaken(latest);
    }
    return write(tenant, latest, tidy(content), host, everywhere, by);
  }

  private PublishingOutcome write(
      TenantId tenant,
      LandingPage latest,
      LandingContent content,
      @Nullable HostName host,
      boolean everywhere,
      UserId by) {
    boolean same = content.equals(latest.content());
    if (same && !everywhere) {
      return new PublishingOutcome.Same();
    }
    int version = latest.version();
    if (!same) {
      if (!rows.advance(tenant, latest.id(), version, host)) {
        return new PublishingOutcome.Overtaken(rows.versions(tenant, latest.id()).getFirst());
      }
      version++;
      LandingContent standard = StandardTexts.of(latest.kind(), latest.language());
      rows.insert(tenant, latest.id(), version, content, content.saysTheSameAs(standard), by);
    }
    int others = everywhere ? rows.spreadLook(tenant, latest.id(), by) : 0;
    forgetAfterwards(tenant);
    return same && others == 0
        ? new PublishingOutcome.Same()
        : new PublishingOutcome.Published(version, others);
  }

  /** Everything that is to be mended; whether the host is allowed is asked when it is published. */
  public List<LandingLack> check(TenantId tenant, LandingKind kind, LandingContent content) {
    return LandingCheck.of(kind, content, picture(tenant, content.logo()).orElse(null));
  }

  /** A logo of the tenant; empty where it has none of that id. */
  public Optional<LandingPicture> picture(TenantId tenant, @Nullable UUID id) {
    return id == null
        ? Optional.empty()
        : pictures.all(tenant).stream().filter(one -> one.id().equals(id)).findFirst();
  }

  private static @Nullable HostName host(LandingContent content) {
    return RedirectAddress.read(content.redirect()) instanceof RedirectAddress.Good good
        ? good.host()
        : null;
  }

  /** The address with its host as it really is, and no words for a logo that there is not. */
  private static LandingContent tidy(LandingContent content) {
    return new LandingContent(
        content.heading(),
        content.text(),
        content.button(),
        RedirectAddress.read(content.redirect()) instanceof RedirectAddress.Good good
            ? good.address()
            : "",
        content.colour(),
        content.logo(),
        content.logo() == null ? "" : content.logoAlt());
  }

  /** At once where it is the end of the transaction: others read in between. */
  private void forgetAfterwards(TenantId tenant) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCompletion(int status) {
            pages.forget(tenant);
          }
        });
  }
}
