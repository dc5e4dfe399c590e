package org.jawort.consent.web;

import java.util.Optional;
import org.jawort.consent.purpose.Purpose;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.consent.purpose.Purposes;
import org.jawort.platform.TenantId;
import org.jawort.platform.web.PageFault;
import org.jawort.platform.web.PathArgument;
import org.springframework.stereotype.Component;

/** Hands over the purpose that a path names. */
@Component
class PurposeArgument extends PathArgument<Purpose> {
  private final Purposes purposes;

  PurposeArgument(Purposes purposes) {
    super(Purpose.class);
    this.purposes = purposes;
  }

  @Override
  protected Optional<Purpose> find(TenantId tenant, Named named) {
    return purposes.find(tenant, new PurposeId(named.id("id")));
  }

  @Override
  protected PageFault missing() {
    return PageFault.notFound("consent.purpose.unknown")
        .leadingTo(ConsentAddresses.PURPOSES, "consent.purpose.unknown.link");
  }
}
