package org.jawort.campaign.landing;

import java.time.Instant;
import org.jawort.consent.LandingVersion;
import org.jawort.platform.Language;
import org.jawort.tenant.UserId;
import org.jspecify.annotations.Nullable;

/**
 * A landing page in one of its versions.
 *
 * @param version counted from 1
 * @param present whether it is the one that is shown
 * @param standard whether its words are those that come with the program
 * @param logo the picture that the content names, or null
 * @param changedBy the member of staff, or null where Jawort wrote it
 */
public record LandingPage(
    LandingPageId id,
    LandingKind kind,
    Language language,
    int version,
    boolean present,
    boolean standard,
    LandingContent content,
    @Nullable LandingPicture logo,
    @Nullable UserId changedBy,
    Instant changedAt) {
  /** As evidence names it. */
  public LandingVersion named() {
    return new LandingVersion(id.value(), version);
  }

  /** Tells whether a page elsewhere is shown in its place. */
  public boolean leadsElsewhere() {
    return !content.redirect().isEmpty();
  }
}
