package org.jawort.campaign.landing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jawort.consent.LandingVersion;
import org.jawort.delivery.MessageId;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.platform.web.Brand;
import org.jawort.tenant.Tenant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The door to the landing pages, as visitors see them and as staff look through them (S1-11). */
@Component
public class LandingPages {
  /** Another node may show an older version for so long. */
  private static final Duration LIFE = Duration.ofSeconds(5);

  private static final int KEPT = 10_000;

  private final LandingRows rows;
  private final LandingNames names;
  private final Cache<Key, Optional<LandingPage>> known;

  LandingPages(LandingRows rows, LandingNames names, InstantSource clock) {
    this.rows = rows;
    this.names = names;
    this.known =
        Caffeine.newBuilder()
            .maximumSize(KEPT)
            .expireAfterWrite(LIFE)
            .ticker(() -> clock.millis() * 1_000_000L)
            .build();
  }

  private record Key(TenantId tenant, LandingKind kind, Language language) {}

  /**
   * The page as a visitor sees it now.
   *
   * @param visitor the message whose link brought them, where the page may name them
   */
  public ShownLanding show(
      Tenant tenant, LandingKind kind, Language language, @Nullable MessageId visitor) {
    Optional<LandingPage> page = present(new Key(tenant.id(), kind, language));
    LandingContent content =
        page.map(LandingPage::content).orElseGet(() -> StandardTexts.of(kind, language));
    Map<LandingField, String> filled =
        visitor != null && namesVisitor(kind, content)
            ? with(tenant, names.of(tenant.id(), visitor))
            : with(tenant, Map.of());
    return shown(
        tenant,
        kind,
        content,
        page.map(LandingPage::logo).orElse(null),
        page.map(LandingPage::version),
        filled,
        leadsElsewhere(tenant.id(), kind, language));
  }

  /**
   * A question as it was shown, in the version whose button was pressed; the present one where none
   * is named or kept.
   */
  public ShownLanding asked(
      Tenant tenant, LandingKind kind, Language language, @Nullable LandingVersion pressed) {
    ShownLanding now = show(tenant, kind, language, null);
    if (pressed == null || now.version().filter(v -> v == pressed.version()).isPresent()) {
      return now;
    }
    return rows.versions(tenant.id(), new LandingPageId(pressed.page())).stream()
        .filter(page -> page.version() == pressed.version())
        .findFirst()
        .map(page -> draft(tenant, kind, page.content(), page.logo()))
        .orElse(now);
  }

  /** A content as it would be shown, for a visitor of whom nothing is known. */
  public ShownLanding draft(
      Tenant tenant, LandingKind kind, LandingContent content, @Nullable LandingPicture logo) {
    return shown(tenant, kind, content, logo, Optional.empty(), with(tenant, Map.of()), false);
  }

  private static ShownLanding shown(
      Tenant tenant,
      LandingKind kind,
      LandingContent content,
      @Nullable LandingPicture logo,
      Optional<Integer> version,
      Map<LandingField, String> filled,
      boolean leadsOn) {
    return new ShownLanding(
        kind,
        version,
        LandingText.line(content.heading(), filled),
        LandingText.html(content.text(), filled),
        content.button(),
        dressed(tenant, content, logo),
        kind.mayLeadElsewhere() ? content.redirect() : "",
        leadsOn);
  }

  private static Brand dressed(
      Tenant tenant, LandingContent content, @Nullable LandingPicture logo) {
    Brand brand = tenant.brand();
    return brand.wearing(
        content.colour().isEmpty() ? brand.colour() : content.colour(),
        logo == null
            ? brand.logo()
            : new Brand.Logo(
                logo.address(tenant.number()), content.logoAlt(), logo.width(), logo.height()));
  }

  private static Map<LandingField, String> with(Tenant tenant, Map<LandingField, String> visitor) {
    var all = new EnumMap<LandingField, String>(LandingField.class);
    all.putAll(visitor);
    all.put(LandingField.TENANT, tenant.name());
    return all;
  }

  private static boolean namesVisitor(LandingKind kind, LandingContent content) {
    return kind.mayNameVisitor()
        && Stream.of(content.heading(), content.text())
            .flatMap(text -> FieldUse.in(text).stream())
            .flatMap(use -> LandingField.of(use.key()).stream())
            .anyMatch(LandingField::isPersonal);
  }

  private boolean leadsElsewhere(TenantId tenant, LandingKind question, Language language) {
    return question
        .answered()
        .flatMap(kind -> present(new Key(tenant, kind, language)))
        .filter(LandingPage::leadsElsewhere)
        .isPresent();
  }

  /**
   * The version whose button was pressed, as the page's form names it.
   *
   * @param version as it came from outside
   * @return null where it names none that was ever shown
   */
  public @Nullable LandingVersion pressed(
      TenantId tenant, LandingKind kind, Language language, @Nullable String version) {
    if (version == null || !version.matches("[1-9]\\d{0,8}")) {
      return null;
    }
    var key = new Key(tenant, kind, language);
    int named = Integer.parseInt(version);
    if (present(key).filter(page -> page.version() < named).isPresent()) {
      // Another node may have shown one that this one has not heard of.
      known.invalidate(key);
    }
    return present(key)
        .filter(page -> named <= page.version())
        .map(page -> new LandingVersion(page.id().value(), named))
        .orElse(null);
  }

  private Optional<LandingPage> present(Key key) {
    return known.get(key, k -> rows.present(k.tenant(), k.kind(), k.language()));
  }

  /** Each page of a tenant in the version that is shown, also those of languages switched off. */
  public List<LandingPage> all(TenantId tenant) {
    return rows.all(tenant);
  }

  /** All versions of a page, the newest first; empty where the tenant has no such page. */
  public List<LandingPage> versions(TenantId tenant, LandingPageId id) {
    return rows.versions(tenant, id);
  }

  void forget(TenantId tenant) {
    known.asMap().keySet().removeIf(key -> key.tenant().equals(tenant));
  }
}
