package org.jawort.optin;

import java.net.InetAddress;
import org.jawort.consent.Evidence;
import org.jawort.consent.LandingVersion;
import org.jawort.consent.ShownPage;
import org.jawort.tenant.IpMode;
import org.jspecify.annotations.Nullable;

/**
 * Who opened or pressed, as far as the request tells.
 *
 * @param ip already cut as the tenant wishes (law 16), or null
 * @param userAgent at most 400 characters of what the browser calls itself, or null
 * @param landing the page that was before them, or null where none is known
 * @param shown what it said, or null likewise
 */
public record Visit(
    @Nullable String ip,
    @Nullable String userAgent,
    @Nullable LandingVersion landing,
    @Nullable ShownPage shown) {
  /** Somebody of whom no page is known. */
  public Visit(@Nullable String ip, @Nullable String userAgent) {
    this(ip, userAgent, null, null);
  }

  /** Keeps of an address and a browser's name what the tenant wishes and the ledger takes. */
  public static Visit of(InetAddress address, IpMode mode, @Nullable String userAgent) {
    return new Visit(mode.keep(address), Evidence.shortened(userAgent));
  }

  /** The same with the page that was before them. */
  public Visit on(@Nullable LandingVersion page, ShownPage said) {
    return new Visit(ip, userAgent, page, said);
  }
}
