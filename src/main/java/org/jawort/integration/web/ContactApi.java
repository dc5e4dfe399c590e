package org.jawort.integration.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.contact.ContactCard;
import org.jawort.contact.ContactId;
import org.jawort.contact.Contacts;
import org.jawort.contact.CreationOutcome;
import org.jawort.contact.NewContact;
import org.jawort.contact.address.Channel;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.contact.merge.Merges;
import org.jawort.integration.Caller;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.audit.AuditTrail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Contacts: create, find, list, change. */
@RestController
@RequestMapping(path = "/api/v1/contacts", produces = "application/json")
@Tag(name = "Contacts")
class ContactApi {
  private final Contacts contacts;
  private final ContactBodies bodies;
  private final ContactShapes shapes;
  private final Tenants tenants;
  private final Merges merges;
  private final AuditTrail trail;

  ContactApi(
      Contacts contacts,
      ContactBodies bodies,
      ContactShapes shapes,
      Tenants tenants,
      Merges merges,
      AuditTrail trail) {
    this.contacts = contacts;
    this.tenants = tenants;
    this.merges = merges;
    this.trail = trail;
    this.bodies = bodies;
    this.shapes = shapes;
  }

  @PostMapping(consumes = "application/json")
  @Operation(
      operationId = "createContact",
      summary = "Create a contact",
      description =
          "The new contact has no consent; nobody may write to it for advertising before it is"
              + " asked and confirms. An address that the tenant knows: 409 with the contact's id.",
      requestBody =
          @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = ContactBodies.Create.class))))
  @ApiResponse(responseCode = "201", description = "The new contact")
  ResponseEntity<ContactJson> create(
      @Parameter(hidden = true) Caller caller, @Parameter(hidden = true) JsonInput body) {
    NewContact wanted = bodies.creation(caller.tenant(), body);
    CreationOutcome creationOutcome = contacts.create(caller.tenant(), List.of(wanted)).getFirst();
    return switch (creationOutcome) {
      case CreationOutcome.Created(ContactCard card) ->
          ResponseEntity.created(URI.create("/api/v1/contacts/" + card.contact().id()))
              .body(shapes.of(caller.tenant(), card));
      case CreationOutcome.Known(CheckedAddress address, ContactId owner) ->
          throw new ApiFault(
              ApiFault.Problem.of(409, "address-known", "A contact has this address already.")
                  .with("contact", owner.toString())
                  .with(
                      "pointer",
                      "/contactPoints/" + wanted.addresses().indexOf(address) + "/address"));
    };
  }

  @GetMapping
  @Operation(
      operationId = "listContacts",
      summary = "Find a contact by address, or list all, the newest first")
  @Parameter(
      name = "address",
      in = ParameterIn.QUERY,
      description =
          "E-mail address or mobile number, national of the tenant's country or E.164; a + is"
              + " written %2B",
      schema = @Schema(type = "string"))
  @Parameter(
      name = "cursor",
      in = ParameterIn.QUERY,
      description = "The value of next of the page before",
      schema = @Schema(type = "string"))
  @Parameter(
      name = "limit",
      in = ParameterIn.QUERY,
      schema = @Schema(type = "integer", minimum = "1", maximum = "200", defaultValue = "50"))
  Page<ContactJson> list(
      @Parameter(hidden = true) Caller caller, @Parameter(hidden = true) QueryInput query) {
    boolean byAddress = query.text("address").isPresent();
    Channel channel =
        query.text("address").filter(text -> text.matches("[ +(]*[0-9][0-9 ()./-]*")).isPresent()
            ? Channel.SMS
            : Channel.EMAIL;
    Optional<CheckedAddress> address =
        query.address("address", channel, tenants.find(caller.tenant()).country());
    Optional<ContactId> before = query.cursor().map(ContactId::new);
    int limit = query.limit();
    query.finish();
    return byAddress
        ? new Page<>(found(caller, address.orElseThrow()), null)
        : page(caller, before, limit);
  }

  private List<ContactJson> found(Caller caller, CheckedAddress address) {
    List<ContactCard> cards = contacts.find(caller.tenant(), address).stream().toList();
    cards.forEach(card -> trail.about(card.contact().id().value()));
    return shapes.of(caller.tenant(), cards);
  }

  /** One more than asked for tells whether there is another page. */
  private Page<ContactJson> page(Caller caller, Optional<ContactId> before, int limit) {
    List<ContactCard> cards = contacts.list(caller.tenant(), before, limit + 1);
    List<ContactCard> shown = cards.subList(0, Math.min(limit, cards.size()));
    shown.forEach(card -> trail.about(card.contact().id().value()));
    return new Page<>(
        shapes.of(caller.tenant(), shown),
        cards.size() > limit
            ? QueryInput.Cursors.write(shown.getLast().contact().id().value())
            : null);
  }

  @GetMapping("/{id}")
  @Operation(
      operationId = "getContact",
      summary = "Show a contact",
      description = "One that was merged into another: 410, whose contact is that other one's id.")
  ContactJson get(@Parameter(hidden = true) Caller caller, @PathVariable UUID id) {
    return contacts
        .find(caller.tenant(), new ContactId(id))
        .map(card -> shapes.of(caller.tenant(), card))
        .orElseThrow(() -> gone(caller, id));
  }

  private ApiFault gone(Caller caller, UUID id) {
    return merges
        .survivor(caller.tenant(), new ContactId(id))
        .map(
            into ->
                new ApiFault(
                    ApiFault.Problem.of(410, "contact-merged", "It was merged into another.")
                        .with("contact", into.toString())))
        .orElseGet(() -> ApiFault.notFound("contact"));
  }

  @PatchMapping(
      path = "/{id}",
      consumes = {"application/json", "application/merge-patch+json"})
  @Operation(
      operationId = "changeContact",
      summary = "Change names, kind or language",
      description = "What is left out stays; a name that is null is removed (RFC 7396).",
      requestBody =
          @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = ContactBodies.Change.class))))
  ContactJson change(
      @Parameter(hidden = true) Caller caller,
      @PathVariable UUID id,
      @Parameter(hidden = true) JsonInput body) {
    return contacts
        .edit(caller.tenant(), new ContactId(id), bodies.change(body))
        .map(card -> shapes.of(caller.tenant(), card))
        .orElseThrow(() -> gone(caller, id));
  }
}
