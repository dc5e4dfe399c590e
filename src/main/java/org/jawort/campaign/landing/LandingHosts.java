package org.jawort.campaign.landing;

import java.util.List;
import org.jawort.platform.TenantId;
import org.jawort.tenant.HostName;
import org.jawort.tenant.HostUse;
import org.jawort.tenant.HostUses;
import org.springframework.stereotype.Component;

/** Says which landing pages lead to a host. */
@Component
class LandingHosts implements HostUses {
  private final LandingRows rows;

  LandingHosts(LandingRows rows) {
    this.rows = rows;
  }

  @Override
  public List<HostUse> of(TenantId tenant, HostName host) {
    return rows.leadingTo(tenant, host).stream()
        .map(
            page ->
                new HostUse(
                    "landing.use." + page.language().code(),
                    "landing.kind." + page.kind().name(),
                    "/app/landing-pages/" + page.id()))
        .toList();
  }
}
