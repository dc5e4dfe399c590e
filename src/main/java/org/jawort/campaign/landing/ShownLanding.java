package org.jawort.campaign.landing;

import java.util.Optional;
import org.jawort.platform.web.Brand;

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
    boolean leadsOn) {}
