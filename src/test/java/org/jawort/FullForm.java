package org.jawort;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.consent.purpose.PurposeName;
import org.jawort.consent.purpose.PurposeProfile;
import org.jawort.consent.purpose.Purposes;
import org.jawort.consent.purpose.Wordings;
import org.jawort.contact.address.Channel;
import org.jawort.form.AgeGate;
import org.jawort.form.ConsentBox;
import org.jawort.form.DataInformation;
import org.jawort.form.Form;
import org.jawort.form.FormContent;
import org.jawort.form.FormExtras;
import org.jawort.form.FormField;
import org.jawort.form.FormLook;
import org.jawort.form.InformationTopic;
import org.jawort.form.OwnFormOutcome;
import org.jawort.form.OwnForms;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.UserId;

/**
 * A form with all that one can have besides its fields: a mandatory box and an optional one of
 * another purpose, the age, the information of Art. 13 and a colour of its own.
 */
public record FullForm(TestServer server, String name, Map<InformationTopic, String> own) {
  /** The words beside the box that nobody has to tick. */
  public static final String EVENTS = "Ja, laden Sie mich zu Veranstaltungen ein.";

  /** Who sees the data, in two lines. */
  public static final String RECIPIENTS = "Muster <Hosting> GmbH\nBerlin";

  /** The colour, as it is written and as a browser computes it. */
  public static final String COLOUR = "#1b5e20";

  /** The colour, as a browser says it. */
  public static final String COMPUTED = "rgb(27, 94, 32)";

  /** One that says of Art. 13 what the profile does not. */
  public FullForm(TestServer server) {
    this(
        server,
        "Sommerfest",
        Map.of(InformationTopic.RECIPIENTS, RECIPIENTS, InformationTopic.COUNTRIES, "Keine."));
  }

  /** Makes it in the first tenant, in German, and puts it online. */
  public Form with(List<FormField> fields) {
    TenantId tenant = server.tenant();
    PurposeId newsletter =
        server.bean(Purposes.class).byKey(tenant, Purposes.NEWSLETTER).orElseThrow().id();
    FormContent content =
        FormContent.STANDARD
            .withFields(fields)
            .withConsents(
                List.of(
                    new ConsentBox(newsletter.value(), Channel.EMAIL, true),
                    new ConsentBox(events(tenant).value(), Channel.EMAIL, false)))
            .with(
                FormExtras.NONE
                    .with(new DataInformation(own, List.of()))
                    .with(AgeGate.WANTED)
                    .with(new FormLook(COLOUR, null, null)));
    var made = server.bean(OwnForms.class).create(tenant, name, Language.DE, newsletter, content);
    return ((OwnFormOutcome.Done) made).form();
  }

  private PurposeId events(TenantId tenant) {
    Optional<PurposeId> there =
        server.bean(Purposes.class).byKey(tenant, "events").map(purpose -> purpose.id());
    return there.orElseGet(() -> made(tenant));
  }

  private PurposeId made(TenantId tenant) {
    var profile =
        new PurposeProfile(
            new PurposeName("Veranstaltungen", "Events"),
            "",
            EnumSet.of(Channel.EMAIL),
            false,
            null,
            PurposeProfile.Expiry.WARN,
            PurposeProfile.LegalBasis.CONSENT,
            PurposeProfile.Jurisdiction.DE);
    PurposeId made =
        server.bean(Purposes.class).create(tenant, "events", profile).orElseThrow().id();
    var author = new UserId(UUID.randomUUID());
    server
        .bean(Wordings.class)
        .supersede(tenant, made, Language.DE, Channel.EMAIL, EVENTS, 0, author);
    return made;
  }
}
