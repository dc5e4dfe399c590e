package org.jawort.integration.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jawort.contact.ContactKind;
import org.jawort.contact.Contacts;
import org.jawort.contact.MasterData;
import org.jawort.contact.NewContact;
import org.jawort.contact.Origin;
import org.jawort.contact.address.Channel;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.contact.address.EmailAddress;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Tenants;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the bodies that are about contacts. */
@Component
class ContactBodies {
  private static final int MOST_POINTS = Contacts.MOST_POINTS;
  private static final List<String> LANGUAGES =
      Arrays.stream(Language.values()).map(Language::code).toList();

  private final Tenants tenants;

  ContactBodies(Tenants tenants) {
    this.tenants = tenants;
  }

  /** What creating takes, for the description of the API. */
  @Schema(name = "NewContact")
  record Create(
      @Schema(defaultValue = "OTHER") ContactKind kind,
      @Schema(maxLength = MasterData.LONGEST) @Nullable String firstName,
      @Schema(maxLength = MasterData.LONGEST) @Nullable String lastName,
      @Schema(maxLength = MasterData.LONGEST) @Nullable String company,
      @Schema(
              allowableValues = {"de", "en"},
              description = "Without it the tenant's default language")
          String language,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) List<Point> contactPoints) {}

  /** One of its contact points. */
  @Schema(name = "NewContactPoint")
  record Point(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) Channel channel,
      @Schema(
              requiredMode = Schema.RequiredMode.REQUIRED,
              description =
                  "E-mail address, or mobile number: national of the tenant's country, or E.164")
          String address) {}

  /** What changing takes, for the description of the API. */
  @Schema(name = "ContactChange")
  record Change(
      ContactKind kind,
      @Schema(maxLength = MasterData.LONGEST) @Nullable String firstName,
      @Schema(maxLength = MasterData.LONGEST) @Nullable String lastName,
      @Schema(maxLength = MasterData.LONGEST) @Nullable String company,
      @Schema(allowableValues = {"de", "en"}) String language) {}

  /** Reads a contact to be created. */
  NewContact creation(TenantId tenant, JsonInput body) {
    ContactKind kind = body.oneOf("kind", ContactKind.class).orElse(ContactKind.OTHER);
    String firstName = body.text("firstName", MasterData.LONGEST);
    String lastName = body.text("lastName", MasterData.LONGEST);
    String company = body.text("company", MasterData.LONGEST);
    Language language =
        body.oneOf("language", LANGUAGES)
            .map(Language::ofCode)
            .orElseGet(() -> tenants.find(tenant).language());
    List<CheckedAddress> addresses =
        addresses(body.objects("contactPoints", MOST_POINTS), tenants.find(tenant).country());
    body.finish();
    return new NewContact(
        new MasterData(kind, firstName, lastName, company, language), addresses, Origin.API);
  }

  static List<CheckedAddress> addresses(List<JsonInput> points, String country) {
    var addresses = new ArrayList<CheckedAddress>();
    var keys = new HashSet<String>();
    for (JsonInput point : points) {
      Optional<Channel> channel = channel(point);
      String typed = point.address("address", EmailAddress.MOST_OCTETS);
      if (channel.isPresent() && !typed.isEmpty()) {
        address(point, channel.get(), typed, country)
            .ifPresent(
                address -> {
                  addresses.add(address);
                  if (!keys.add(address.channel() + " " + address.key())) {
                    point.refuse("address", "is there twice");
                  }
                });
      }
    }
    return addresses;
  }

  private static Optional<Channel> channel(JsonInput point) {
    Optional<Channel> channel = point.oneOf("channel", Channel.class);
    if (!point.has("channel") || point.isNull("channel")) {
      point.refuse("channel", "is missing");
    }
    return channel;
  }

  private static Optional<CheckedAddress> address(
      JsonInput point, Channel channel, String typed, String country) {
    Optional<CheckedAddress> address = CheckedAddress.parse(channel, typed, country);
    if (address.isEmpty()) {
      point.refuse(
          "address",
          switch (channel) {
            case EMAIL -> "must be an e-mail address";
            case SMS -> QueryInput.expected(Channel.SMS);
          });
    }
    return address;
  }

  /** Reads a change; what is left out stays. */
  UnaryOperator<MasterData> change(JsonInput body) {
    Optional<ContactKind> kind = notNull(body, "kind", body.oneOf("kind", ContactKind.class));
    String firstName = body.text("firstName", MasterData.LONGEST);
    String lastName = body.text("lastName", MasterData.LONGEST);
    String company = body.text("company", MasterData.LONGEST);
    Optional<Language> language =
        notNull(body, "language", body.oneOf("language", LANGUAGES)).map(Language::ofCode);
    body.finish();
    return before ->
        new MasterData(
            kind.orElse(before.kind()),
            body.has("firstName") ? firstName : before.firstName(),
            body.has("lastName") ? lastName : before.lastName(),
            body.has("company") ? company : before.company(),
            language.orElse(before.language()));
  }

  private static <T> Optional<T> notNull(JsonInput body, String name, Optional<T> value) {
    if (body.isNull(name)) {
      body.refuse(name, "must not be null");
    }
    return value;
  }
}
