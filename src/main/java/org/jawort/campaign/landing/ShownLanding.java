package org.jawort.campaign.landing;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jawort.consent.ShownPage;
import org.jawort.platform.web.Brand;
import org.jspecify.annotations.Nullable;

/**
 * A landing page as one visitor sees it.
 *
 * @param version as the form names it when it is sent; empty where the page is in no database
 * @param html of the text: nothing in it but paragraphs, lists, bold, italics and links
 * @param button what the button says, or empty
 * @param redirect address of the page to be shown instead, or empty
 * @param leadsOn whether the answer to its question may lead to another website
 */
public record ShownLanding(
    LandingKind kind,
    Optional<Integer> version,
    String heading,
    String html,
    String button,
    Brand brand,
    String redirect,
    boolean leadsOn) {
  /**
   * What is committed to of a question whose button was pressed.
   *
   * @param wordings that were asked about
   * @param otherwise what it said to whom it does not concern, or null
   */
  public ShownPage page(List<String> wordings, @Nullable String otherwise) {
    return new ShownPage(
        heading,
        html,
        wordings,
        button,
        otherwise,
        brand.imprint(),
        brand.privacyPolicyUrl().map(URI::toString).orElse(null),
        brand.privacyPolicyVersion().orElse(null));
  }
}
