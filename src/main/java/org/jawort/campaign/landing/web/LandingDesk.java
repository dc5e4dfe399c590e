package org.jawort.campaign.landing.web;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jawort.campaign.landing.LandingContent;
import org.jawort.campaign.landing.LandingField;
import org.jawort.campaign.landing.LandingPage;
import org.jawort.campaign.landing.LandingPicture;
import org.jawort.campaign.landing.LandingPictures;
import org.jawort.platform.picture.LogoFile;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.BrandColour;
import org.jawort.platform.web.ContentPolicy;
import org.jawort.platform.web.FormInput;
import org.jawort.tenant.Acting;
import org.jawort.tenant.AllowedHosts;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.Users;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Lays out what the pages show on which a landing page is written and looked at. */
@Component
class LandingDesk {
  private final LandingPictures pictures;
  private final AllowedHosts hosts;
  private final Tenants tenants;
  private final Users users;
  private final MessageSource messages;

  LandingDesk(
      LandingPictures pictures,
      AllowedHosts hosts,
      Tenants tenants,
      Users users,
      MessageSource messages) {
    this.messages = messages;
    this.pictures = pictures;
    this.hosts = hosts;
    this.tenants = tenants;
    this.users = users;
  }

  /**
   * Where somebody else's version differs.
   *
   * @param field whose label stands at {@code landing.field.…}
   */
  record Difference(String field, String theirs) {}

  /** A logo that can be chosen, with the address at which it is served. */
  record Choice(LandingPicture picture, String address) {}

  /** A field as it is put into a text. */
  record Insert(String key, String code) {}

  Answer draw(LandingHistory history, FormInput form, Acting acting) {
    LandingPage page = history.latest();
    int number = tenants.numberOf(acting.tenant());
    return framing("landing/edit")
        .with("form", form)
        .with("page", page)
        .with("versions", history.versions())
        .with("authors", LandingListPages.authors(users, acting, history.versions()))
        .with("tenantColour", tenants.find(acting.tenant()).colour())
        .with("hosts", hosts.all(acting.tenant()))
        .with(
            "logos",
            pictures.all(acting.tenant()).stream()
                .map(picture -> new Choice(picture, picture.address(number)))
                .toList())
        .with("logoLimit", LogoFile.MOST / 1024)
        .with("logoLargest", LogoFile.LARGEST)
        .with("fields", fields(page))
        .with("longest", LandingContent.LONGEST_TEXT)
        .with(contrast(form));
  }

  private List<Insert> fields(LandingPage page) {
    String fallback = messages.getMessage("landing.fallback", null, page.language().locale());
    return Stream.of(LandingField.values())
        .filter(field -> !field.isPersonal() || page.kind().mayNameVisitor())
        .map(
            field ->
                new Insert(
                    field.key(),
                    field.isPersonal()
                        ? "{{ %s | default(\"%s\") }}".formatted(field.key(), fallback)
                        : "{{ %s }}".formatted(field.key())))
        .toList();
  }

  private static Map<String, Object> contrast(FormInput form) {
    String colour = form.value("colour");
    return colour.matches("#[0-9a-fA-F]{6}")
        ? Map.of("contrast", new LandingListPages.Contrast(BrandColour.of(colour.substring(1))))
        : Map.of();
  }

  /** Tells the later of two authors what the earlier one did. */
  Map<String, Object> overtaken(LandingPage latest, LandingContent mine, Acting acting) {
    return Map.of(
        "latest",
        latest,
        "latestBy",
        LandingListPages.authors(users, acting, List.of(latest)),
        "differences",
        differences(latest.content(), mine));
  }

  private static List<Difference> differences(LandingContent theirs, LandingContent mine) {
    return Stream.of(
            Map.entry("heading", List.of(theirs.heading(), mine.heading())),
            Map.entry("text", List.of(theirs.text(), mine.text())),
            Map.entry("button", List.of(theirs.button(), mine.button())),
            Map.entry("redirect", List.of(theirs.redirect(), mine.redirect())),
            Map.entry("colour", List.of(theirs.colour(), mine.colour())),
            Map.entry(
                "logoAlt",
                List.of(
                    theirs.logoAlt(),
                    Objects.equals(theirs.logo(), mine.logo())
                        ? theirs.logoAlt()
                        : mine.logoAlt())))
        .filter(pair -> !pair.getValue().getFirst().equals(pair.getValue().getLast()))
        .map(pair -> new Difference(pair.getKey(), pair.getValue().getFirst()))
        .toList();
  }

  Answer version(LandingPage page, Acting acting) {
    return framing("landing/version")
        .with("page", page)
        .with("authors", LandingListPages.authors(users, acting, List.of(page)));
  }

  /** The page holds another one of ours in a frame. */
  private static Answer framing(String template) {
    return Answer.page(template).policy(ContentPolicy.STRICT.with("frame-src", "'self'"));
  }
}
