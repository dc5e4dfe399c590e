package org.jawort.campaign.landing.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jawort.campaign.landing.LandingContent;
import org.jawort.campaign.landing.LandingField;
import org.jawort.campaign.landing.LandingPage;
import org.jawort.campaign.landing.LandingPicture;
import org.jawort.campaign.landing.LandingPictures;
import org.jawort.platform.web.BrandColour;
import org.jawort.platform.web.ContentPolicy;
import org.jawort.platform.web.FormInput;
import org.jawort.tenant.Acting;
import org.jawort.tenant.AllowedHosts;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.Users;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

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

  String draw(
      List<LandingPage> versions,
      FormInput form,
      Acting acting,
      HttpServletResponse response,
      Model model) {
    LandingPage page = versions.getFirst();
    int number = tenants.numberOf(acting.tenant());
    model.addAttribute("form", form);
    model.addAttribute("page", page);
    model.addAttribute("versions", versions);
    model.addAttribute("authors", LandingListPages.authors(users, acting, versions));
    model.addAttribute("tenantColour", tenants.find(acting.tenant()).colour());
    model.addAttribute("hosts", hosts.all(acting.tenant()));
    model.addAttribute(
        "logos",
        pictures.all(acting.tenant()).stream()
            .map(picture -> new Choice(picture, picture.address(number)))
            .toList());
    model.addAttribute("logoLimit", LandingPictures.MOST / 1024);
    model.addAttribute("logoLargest", LandingPictures.LARGEST);
    model.addAttribute("fields", fields(page));
    model.addAttribute("longest", LandingContent.LONGEST_TEXT);
    contrast(form, model);
    framing(response);
    return "landing/edit";
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

  private static void contrast(FormInput form, Model model) {
    String colour = form.value("colour");
    if (colour.matches("#[0-9a-fA-F]{6}")) {
      model.addAttribute(
          "contrast", new LandingListPages.Contrast(BrandColour.of(colour.substring(1))));
    }
  }

  /** Tells the later of two authors what the earlier one did. */
  void overtaken(LandingPage latest, LandingContent mine, Acting acting, Model model) {
    LandingContent theirs = latest.content();
    model.addAttribute("latest", latest);
    model.addAttribute("latestBy", LandingListPages.authors(users, acting, List.of(latest)));
    model.addAttribute(
        "differences",
        Stream.of(
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
            .toList());
  }

  String version(LandingPage page, Acting acting, HttpServletResponse response, Model model) {
    model.addAttribute("page", page);
    model.addAttribute("authors", LandingListPages.authors(users, acting, List.of(page)));
    framing(response);
    return "landing/version";
  }

  /** The page holds another one of ours in a frame. */
  private static void framing(HttpServletResponse response) {
    ContentPolicy.STRICT.with("frame-src", "'self'").set(response);
  }
}
