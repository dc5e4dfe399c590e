package org.jawort.form.shield;

import java.time.Instant;
import org.jawort.optin.Passage;
import org.jawort.platform.TenantId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Whether networks have something left, with the tenant and in the whole installation. */
@Component
public class VisitorNetworks {
  private final ShieldSettings settings;
  private final NetworkCounts counts;
  private final NetworkLimits ofAll;

  VisitorNetworks(
      ShieldSettings settings,
      NetworkCounts counts,
      @Value("${jawort.shield.hour-of-all}") int anHour,
      @Value("${jawort.shield.day-of-all}") int aDay) {
    this.settings = settings;
    this.counts = counts;
    this.ofAll = new NetworkLimits(anHour, aDay);
  }

  /** How the network of a visitor stands, by the stricter of the two limits. */
  public NetworkLimits.Standing standing(TenantId tenant, Passage passage, Instant now) {
    NetworkLimits.Standing here =
        counts.standing(passage.network(), settings.rules(tenant).networks(), now);
    NetworkLimits.Standing everywhere = counts.standing(passage.networkOfAll(), ofAll, now);
    boolean worse =
        everywhere instanceof NetworkLimits.FarOver || here instanceof NetworkLimits.Within;
    return worse ? everywhere : here;
  }
}
