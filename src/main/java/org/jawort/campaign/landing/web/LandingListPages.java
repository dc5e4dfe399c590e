package org.jawort.campaign.landing.web;

import static org.jawort.campaign.landing.web.LandingAddresses.LIST;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jawort.campaign.landing.LandingPage;
import org.jawort.campaign.landing.LandingPages;
import org.jawort.platform.Language;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.BrandColour;
import org.jawort.tenant.Acting;
import org.jawort.tenant.Tenant;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.User;
import org.jawort.tenant.UserId;
import org.jawort.tenant.Users;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** All landing pages, language by language; and how well a colour can be read. */
@Controller
class LandingListPages {
  private final LandingPages pages;
  private final Tenants tenants;
  private final Users users;

  LandingListPages(LandingPages pages, Tenants tenants, Users users) {
    this.pages = pages;
    this.tenants = tenants;
    this.users = users;
  }

  /** The pages of one language, in the order in which a visitor might come by. */
  record Shelf(Language language, boolean active, List<LandingPage> pages) {}

  @GetMapping(LIST)
  Answer list(Acting acting) {
    Tenant tenant = tenants.find(acting.tenant());
    List<LandingPage> all = pages.all(acting.tenant());
    return Answer.page("landing/list")
        .with("shelves", shelves(tenant, all))
        .with("authors", authors(users, acting, all))
        .with("colour", tenant.colour());
  }

  private static List<Shelf> shelves(Tenant tenant, List<LandingPage> all) {
    return List.of(Language.values()).stream()
        .sorted(
            Comparator.comparing((Language language) -> !tenant.languages().contains(language))
                .thenComparing(language -> language != tenant.language()))
        .map(
            language ->
                new Shelf(
                    language,
                    tenant.languages().contains(language),
                    all.stream()
                        .filter(page -> page.language() == language)
                        .sorted(Comparator.comparing(LandingPage::kind))
                        .toList()))
        .filter(shelf -> !shelf.pages().isEmpty())
        .toList();
  }

  /** Names of those who wrote the pages. */
  static Map<UserId, String> authors(Users users, Acting acting, List<LandingPage> pages) {
    var names = new HashMap<UserId, String>();
    for (LandingPage page : pages) {
      UserId by = page.changedBy();
      if (by != null && !names.containsKey(by)) {
        names.put(by, users.find(acting.tenant(), by).map(User::name).orElse("–"));
      }
    }
    return names;
  }

  /** A part of the page on which the colour is chosen. */
  @GetMapping(LIST + "/contrast")
  Answer contrast(@RequestParam(defaultValue = "") String colour) {
    Answer part = Answer.page("landing/_contrast");
    return colour.matches("#[0-9a-fA-F]{6}")
        ? part.with("contrast", new Contrast(BrandColour.of(colour.substring(1))))
        : part;
  }

  /** How well white text on a colour can be read, for a sentence about it. */
  record Contrast(BrandColour colour) {
    /** Rounded down, so that what falls short never looks like enough. */
    public double ratio() {
      return Math.floor(colour.contrastWithWhite() * 100) / 100;
    }

    public boolean isGood() {
      return colour.isReadable();
    }

    public String nearest() {
      return colour.nearestReadable().hex();
    }
  }
}
