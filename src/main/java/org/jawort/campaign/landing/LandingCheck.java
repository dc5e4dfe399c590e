package org.jawort.campaign.landing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jawort.platform.web.BrandColour;
import org.jawort.tenant.RedirectAddress;
import org.jspecify.annotations.Nullable;

/** Looks through what somebody wrote, and names everything at once that is to be mended. */
final class LandingCheck {
  /**
   * Bytes that text and logo may have together: a public page has at most 30 KB with everything,
   * and frame, stylesheets, wording and imprint need the rest.
   */
  static final int HEAVIEST = 17 * 1024;

  private static final Pattern COLOUR = Pattern.compile("#[0-9a-f]{6}");

  private final LandingKind kind;
  private final LandingContent content;
  private final List<LandingLack> lacks = new ArrayList<>();

  private LandingCheck(LandingKind kind, LandingContent content) {
    this.kind = kind;
    this.content = content;
  }

  /**
   * Checks a content for a page of the kind.
   *
   * @param logo the picture that it names, or null where there is none
   */
  static List<LandingLack> of(
      LandingKind kind, LandingContent content, @Nullable LandingPicture logo) {
    var check = new LandingCheck(kind, content);
    check.words();
    check.button();
    check.redirect();
    check.look(logo);
    check.weight(logo);
    return check.lacks;
  }

  private void words() {
    if (content.heading().isBlank()) {
      add(LandingFault.HEADING_MISSING);
    }
    fields(
        content.heading(),
        LandingFault.HEADING_FIELD,
        LandingFault.HEADING_PERSONAL,
        LandingFault.HEADING_FALLBACK);
    if (content.text().isBlank()) {
      add(LandingFault.TEXT_MISSING);
    }
    fields(
        content.text(),
        LandingFault.TEXT_FIELD,
        LandingFault.TEXT_PERSONAL,
        LandingFault.TEXT_FALLBACK);
    LandingText.strangeLinks(content.text()).stream()
        .limit(1)
        .forEach(link -> add(LandingFault.TEXT_LINK, link));
    if (LandingText.hasPictures(content.text())) {
      add(LandingFault.TEXT_PICTURE);
    }
  }

  private void fields(
      String text, LandingFault unknown, LandingFault forbidden, LandingFault bare) {
    if (FieldUse.isBroken(text)) {
      add(unknown, "{{");
    }
    for (FieldUse use : FieldUse.in(text)) {
      LandingField field = LandingField.of(use.key()).orElse(null);
      if (field == null) {
        add(unknown, use.key());
      } else if (field.isPersonal() && !kind.mayNameVisitor()) {
        add(forbidden, use.key());
      } else if (field.isPersonal() && use.fallback().isEmpty()) {
        add(bare, use.key());
      }
    }
  }

  private void button() {
    if (kind.hasButton() && content.button().isBlank()) {
      add(LandingFault.BUTTON_MISSING);
    }
    if (Stream.of("{{", "}}").anyMatch(content.button()::contains)) {
      add(LandingFault.BUTTON_FIELD);
    }
  }

  private void redirect() {
    if (content.redirect().isEmpty()) {
      return;
    }
    if (!kind.mayLeadElsewhere()) {
      add(LandingFault.REDIRECT_NEVER);
    } else if (RedirectAddress.read(content.redirect()) instanceof RedirectAddress.Bad(var why)) {
      add(LandingFault.of(why));
    }
  }

  private void look(@Nullable LandingPicture logo) {
    if (!content.colour().isEmpty()) {
      colour();
    }
    if (content.logo() != null && logo == null) {
      add(LandingFault.LOGO_GONE);
    }
    if (content.logo() != null && content.logoAlt().isBlank()) {
      add(LandingFault.LOGO_ALT);
    }
  }

  private void colour() {
    if (!COLOUR.matcher(content.colour()).matches()) {
      add(LandingFault.COLOUR_FORM);
      return;
    }
    BrandColour colour = BrandColour.of(content.colour().substring(1));
    if (!colour.isReadable()) {
      add(LandingFault.COLOUR_CONTRAST, colour.contrastWithWhite(), colour.nearestReadable().hex());
    }
  }

  private void weight(@Nullable LandingPicture logo) {
    int words =
        LandingText.html(content.text(), Map.of()).getBytes(StandardCharsets.UTF_8).length
            + 2 * content.heading().getBytes(StandardCharsets.UTF_8).length;
    int picture = logo == null ? 0 : logo.size();
    if (words + picture > HEAVIEST) {
      add(LandingFault.TEXT_HEAVY, kilobytes(words), kilobytes(picture), kilobytes(HEAVIEST));
    }
  }

  private static int kilobytes(int bytes) {
    return Math.ceilDiv(bytes, 1024);
  }

  private void add(LandingFault fault, Object... arguments) {
    lacks.add(LandingLack.of(fault, arguments));
  }
}
