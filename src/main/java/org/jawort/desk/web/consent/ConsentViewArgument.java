package org.jawort.desk.web.consent;

import java.util.Optional;
import org.jawort.contact.ContactPointId;
import org.jawort.desk.ConsentView;
import org.jawort.desk.ConsentViews;
import org.jawort.desk.web.NotFound;
import org.jawort.platform.TenantId;
import org.jawort.platform.web.PageFault;
import org.jawort.platform.web.PathArgument;
import org.springframework.stereotype.Component;

/** Hands over the consents of the contact point that a path names. */
@Component
class ConsentViewArgument extends PathArgument<ConsentView> {
  private final ConsentViews views;

  ConsentViewArgument(ConsentViews views) {
    super(ConsentView.class);
    this.views = views;
  }

  @Override
  protected Optional<ConsentView> find(TenantId tenant, Named named) {
    return views.find(tenant, new ContactPointId(named.id("id")));
  }

  @Override
  protected PageFault missing() {
    return NotFound.contact();
  }
}
