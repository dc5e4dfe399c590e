package org.jawort.desk.dossier;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.contact.ContactPointId;
import org.jawort.desk.ContactRecord;
import org.jawort.erasure.KeptProof;
import org.jawort.erasure.KeptRecord;

/** Whom a document is about. */
public sealed interface Subject {
  /** Id of the contact, also where it was erased. */
  UUID id();

  /** The name as people say it, or the first address, or nothing. */
  String title();

  /** Names of staff, keys, campaigns and forms by their ids, as far as they are known. */
  Map<UUID, String> names();

  /** Keys of the purposes that there is something to say about. */
  List<String> purposes();

  /** The contact points that are still there. */
  List<ContactPointId> points();

  /** A contact. */
  record Known(ContactRecord record) implements Subject {
    @Override
    public UUID id() {
      return record.contact().id().value();
    }

    @Override
    public String title() {
      return record.title();
    }

    @Override
    public Map<UUID, String> names() {
      return record.names();
    }

    @Override
    public List<ContactPointId> points() {
      return record.points().stream().map(point -> point.point().id()).toList();
    }

    @Override
    public List<String> purposes() {
      return record.points().stream()
          .flatMap(point -> point.consents().stream())
          .map(consent -> consent.status().purpose())
          .distinct()
          .toList();
    }
  }

  /** Somebody who was erased, and of whom proof is kept for legal defence alone (law 34, 35). */
  record Erased(KeptRecord kept) implements Subject {
    @Override
    public UUID id() {
      return kept.contact();
    }

    @Override
    public String title() {
      return kept.person().isEmpty() ? kept.shown() : kept.person();
    }

    @Override
    public Map<UUID, String> names() {
      return kept.names();
    }

    @Override
    public List<ContactPointId> points() {
      return List.of();
    }

    @Override
    public List<String> purposes() {
      return kept.proofs().stream().map(KeptProof::purpose).toList();
    }
  }
}
