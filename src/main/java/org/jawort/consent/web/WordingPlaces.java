package org.jawort.consent.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jawort.consent.purpose.Purpose;
import org.jawort.consent.purpose.Wording;
import org.jawort.consent.purpose.Wordings;
import org.jawort.contact.address.Channel;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Tenant;
import org.jawort.tenant.Tenants;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where a purpose needs a wording: in each active language, for each of its channels. */
@Component
class WordingPlaces {
  private final Wordings wordings;
  private final Tenants tenants;

  WordingPlaces(Wordings wordings, Tenants tenants) {
    this.wordings = wordings;
    this.tenants = tenants;
  }

  /**
   * One of them.
   *
   * @param wording shown now, or null
   * @param namesFirm whether it names the firm, as law 2 wants; also where there is none
   */
  record Place(Language language, Channel channel, @Nullable Wording wording, boolean namesFirm) {
    /** The last two parts of its address. */
    public String path() {
      return language.code() + "/" + channel.name().toLowerCase(Locale.ROOT);
    }
  }

  List<Place> of(TenantId id, Purpose purpose) {
    Tenant tenant = tenants.find(id);
    List<Wording> current = wordings.current(id, purpose.id());
    var places = new ArrayList<Place>();
    for (Channel channel : Channel.values()) {
      for (Language language : tenant.languages()) {
        Optional<Wording> wording =
            current.stream()
                .filter(w -> w.channel() == channel && w.language() == language)
                .findFirst();
        if (purpose.profile().channels().contains(channel) || wording.isPresent()) {
          places.add(place(tenant, language, channel, wording.orElse(null)));
        }
      }
    }
    return places;
  }

  private static Place place(
      Tenant tenant, Language language, Channel channel, @Nullable Wording wording) {
    boolean names = wording == null || namesFirm(tenant, wording.text());
    return new Place(language, channel, wording, names);
  }

  /** Whom a wording has to name. */
  String firm(TenantId id) {
    return tenants.find(id).name();
  }

  /** Those without a wording. */
  List<Place> missing(TenantId id, Purpose purpose) {
    return of(id, purpose).stream().filter(place -> place.wording() == null).toList();
  }

  /** Tells whether the text names the sending company (law 2). */
  static boolean namesFirm(Tenant tenant, String text) {
    return text.toLowerCase(Locale.ROOT).contains(tenant.name().toLowerCase(Locale.ROOT));
  }
}
