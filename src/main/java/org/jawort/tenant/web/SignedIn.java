package org.jawort.tenant.web;

import java.time.ZoneId;
import java.util.List;
import org.jawort.platform.Language;
import org.jawort.platform.web.Audience;
import org.jawort.tenant.Acting;
import org.jawort.tenant.ActingViewer;
import org.jawort.tenant.OpenSession;

/** The principal of a signed-in request. */
record SignedIn(
    Acting acting, String tenantName, ZoneId timeZone, List<Place> elsewhere, OpenSession session)
    implements ActingViewer {
  @Override
  public String name() {
    return acting.name();
  }

  @Override
  public Language language() {
    return acting.language();
  }

  @Override
  public boolean belongsTo(Audience audience) {
    return acting.role().belongsTo(audience);
  }

  @Override
  public String toString() {
    return "SignedIn[" + acting.user() + "]";
  }
}
