package org.jawort.erasure;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jawort.consent.CampaignVersion;
import org.jawort.consent.EventId;
import org.jawort.consent.FormVersion;
import org.jawort.consent.HistoryEntry;
import org.jawort.consent.proof.Opening;
import org.jawort.contact.address.Channel;
import org.jawort.contact.address.MobileNumber;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of one contact point, for who has to defend a claim.
 *
 * @param contact id of the erased contact
 * @param person name, or empty
 * @param history every event, the oldest first, with the evidence that is kept
 * @param openings what opens the commitments in the transparency log to the events of which
 *     something is kept
 * @param names of what the history names by id; empty until somebody looked them up
 */
public record KeptRecord(
    List<KeptProof> proofs,
    UUID contact,
    Channel channel,
    String address,
    String person,
    List<HistoryEntry> history,
    Map<EventId, Opening> openings,
    List<Mail> mails,
    Map<UUID, String> names) {
  /** Copies lists and names. */
  public KeptRecord {
    proofs = List.copyOf(proofs);
    history = List.copyOf(history);
    openings = Map.copyOf(openings);
    mails = List.copyOf(mails);
    names = Map.copyOf(names);
  }

  /** The address as people read it. */
  public String shown() {
    return channel == Channel.SMS ? MobileNumber.shown(address) : address;
  }

  /** The ids of staff, keys, forms and campaigns that the history names. */
  public Set<UUID> named() {
    return history.stream()
        .flatMap(
            entry ->
                Stream.of(
                    Optional.ofNullable(entry.actor().id()),
                    Optional.ofNullable(entry.form()).map(FormVersion::form),
                    Optional.ofNullable(entry.campaign()).map(CampaignVersion::campaign)))
        .flatMap(Optional::stream)
        .collect(Collectors.toSet());
  }

  /** The same with what these are called. */
  public KeptRecord with(Map<UUID, String> called) {
    return new KeptRecord(
        proofs, contact, channel, address, person, history, openings, mails, called);
  }

  /** The name of something that is named by id, or null. */
  public @Nullable String nameOf(@Nullable UUID id) {
    return id == null ? null : names.get(id);
  }

  /** A request for consent as it was sent. */
  public record Mail(
      UUID id,
      Instant createdAt,
      String status,
      @Nullable String answer,
      @Nullable Instant answeredAt,
      boolean hasContent) {}
}
