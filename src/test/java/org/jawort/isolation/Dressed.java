package org.jawort.isolation;

import java.util.Map;
import java.util.UUID;
import org.jawort.TestServer;
import org.jawort.campaign.landing.LandingContent;
import org.jawort.campaign.landing.LandingEditing;
import org.jawort.campaign.landing.LandingKind;
import org.jawort.campaign.landing.LandingPage;
import org.jawort.campaign.landing.LandingPages;
import org.jawort.campaign.landing.LandingPictures;
import org.jawort.campaign.landing.PublishingOutcome;
import org.jawort.campaign.landing.TestPictures;
import org.jawort.form.domain.DomainRule;
import org.jawort.form.domain.SignUpDomains;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.platform.picture.LogoFile;
import org.jawort.tenant.AllowedHosts;
import org.jawort.tenant.HostName;
import org.jawort.tenant.TenantLogos;
import org.jawort.tenant.UserId;

/** What a tenant made of its landing pages, and whom its forms take. */
record Dressed(TestServer server, TenantId tenant) {
  /** One page with a logo that leads to an allowed website; another one is left as it came. */
  void fill(String name, Map<String, UUID> ids, Map<String, String> texts) {
    var user = new UserId(ids.get("user"));
    var host = new HostName(name + ".example");
    server.bean(AllowedHosts.class).add(tenant, host, user);
    SignUpDomains domains = server.bean(SignUpDomains.class);
    var refused = new HostName("kunden-" + host);
    domains.put(tenant, host, DomainRule.ALLOW, user);
    domains.put(tenant, refused, DomainRule.BLOCK, user);
    domains.refuseThrowAway(tenant, true, user);
    texts.put("DomainGate.key", "ada@" + refused);
    var kept =
        (LandingPictures.PictureOutcome.As)
            server
                .bean(LandingPictures.class)
                .keep(tenant, user, TestPictures.png(name.length(), 10));
    var firm = (LogoFile.Fit) LogoFile.of(TestPictures.png(name.length(), 20));
    texts.put("TenantLogos.hash", server.bean(TenantLogos.class).keep(tenant, user, firm).sha256());
    UUID logo = kept.picture().id();
    var content =
        new LandingContent(
            name, name, "", "https://" + host + "/danke", "#123456", logo, "Logo " + name);
    LandingPage page = page(LandingKind.CONFIRMED);
    var published =
        server
            .bean(LandingEditing.class)
            .publish(tenant, page.id(), content, page.version(), false, user);
    if (!(published instanceof PublishingOutcome.Published)) {
      throw new AssertionError(published);
    }
    texts.put("value", host.value());
    texts.put("LandingPictures.hash", kept.picture().hash());
    ids.put("landingPage", page(LandingKind.CONFIRM).id().value());
    ids.put("page", ids.get("landingPage"));
    ids.put("logo", logo);
    ids.put("LandingEditing.id", logo);
  }

  private LandingPage page(LandingKind kind) {
    return server.bean(LandingPages.class).all(tenant).stream()
        .filter(page -> page.kind() == kind && page.language() == Language.DE)
        .findFirst()
        .orElseThrow();
  }
}
