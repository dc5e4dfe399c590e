package org.jawort.desk.web.consent;

import java.util.Arrays;
import java.util.Optional;
import org.jawort.contact.ContactPointId;
import org.jawort.desk.ConsentAction;
import org.jawort.desk.ConsentViews;
import org.jawort.desk.web.NotFound;
import org.jawort.platform.TenantId;
import org.jawort.platform.web.PageFault;
import org.jawort.platform.web.PathArgument;
import org.springframework.stereotype.Component;

/** Hands over what a form about a consent is about: contact point and verb, and the purpose. */
@Component
class StatementSubjectArgument extends PathArgument<StatementSubject> {
  private final ConsentViews views;

  StatementSubjectArgument(ConsentViews views) {
    super(StatementSubject.class);
    this.views = views;
  }

  @Override
  protected Optional<StatementSubject> find(TenantId tenant, Named named) {
    ConsentAction action =
        Arrays.stream(ConsentAction.values())
            .filter(one -> one.path().equals(named.text("verb")))
            .findFirst()
            .orElseThrow();
    return views
        .find(tenant, new ContactPointId(named.id("id")))
        .flatMap(
            view ->
                view.purpose(named.parameter("purpose").strip())
                    .map(purpose -> new StatementSubject(view, purpose, action)));
  }

  @Override
  protected PageFault missing() {
    return NotFound.contact();
  }
}
