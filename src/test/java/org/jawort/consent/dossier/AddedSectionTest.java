package org.jawort.consent.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jawort.OwnTenant;
import org.jawort.consent.log.CanonicalJson;
import org.jawort.consent.log.LogKeys;
import org.jawort.consent.log.NoteSigner;
import org.jawort.consent.log.ProofCheck.Finding;
import org.jawort.consent.log.VerifierKey;
import org.jawort.consent.proof.TransparencyLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a dossier says beside what its seal covers. */
class AddedSectionTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final OwnTenant tenant = OwnTenant.fresh();
  private final NoteSigner signer = tenant.bean(LogKeys.class).signer();
  private byte[] sealed;

  /** The smallest dossier that there can be: nothing happened to nobody. */
  @BeforeEach
  void seal() {
    ObjectNode sections =
        SmallDossier.of("nobody", tenant.bean(TransparencyLog.class).checkpoint());
    ((ObjectNode) sections.path("consentRecord")).putArray("events");
    sealed = DossierJson.seal("dossier", sections, signer);
  }

  private byte[] changed(Consumer<ObjectNode> change) {
    var dossier = (ObjectNode) JSON.readTree(sealed);
    change.accept((ObjectNode) dossier.path(DossierJson.SECTIONS));
    return bytes(dossier);
  }

  private static List<String> faults(byte[] dossier, VerifierKey... trusted) {
    return DossierCheck.check(dossier, List.of(trusted), Locale.ENGLISH).stream()
        .filter(finding -> !finding.holds())
        .map(Finding::text)
        .toList();
  }

  @Test
  @DisplayName("B-03 A section that was added, however well it is written, fails by its name")
  void added() {
    assertThat(faults(sealed)).as("what does not hold before anything is changed").isEmpty();
    byte[] more = changed(sections -> sections.putArray("groups"));
    assertThat(faults(more))
        .as("what does not hold once a section was added that the seal does not name")
        .singleElement()
        .asString()
        .contains("groups");
  }

  @Test
  @DisplayName("B-03 A section that was taken out or emptied fails by its name")
  void missing() {
    assertThat(faults(changed(sections -> sections.remove("events"))))
        .as("what does not hold once the events were taken out")
        .singleElement()
        .asString()
        .contains("Events");
    assertThat(faults(changed(sections -> sections.putObject("contactPoint"))))
        .as("what does not hold once the contact point was emptied")
        .singleElement()
        .asString()
        .contains("Contact point");
  }

  @Test
  @DisplayName("B-03 Of several keys that are trusted one is to have sealed it")
  void trusted() {
    var other =
        VerifierKey.parse("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
    assertThat(faults(sealed, other, signer.verifierKey()))
        .as("what does not hold where the sealing key is the second of those trusted")
        .isEmpty();
    assertThat(faults(sealed, other))
        .as("what does not hold where another key is trusted alone")
        .hasSize(1);
  }

  @Test
  @DisplayName("B-03 A file that does not match the hash beside it fails, the others hold")
  void files() {
    ObjectNode sections = JSON.createObjectNode();
    sections.setAll((ObjectNode) JSON.readTree(sealed).path(DossierJson.SECTIONS));
    var files = sections.putArray("files");
    files.addObject().put("name", "good.pdf").put("content", "YQ==").put("sha256", SHA256_OF_A);
    files.addObject().put("name", "bad.pdf").put("content", "Yg==").put("sha256", SHA256_OF_A);
    files.addObject().put("name", "left out.pdf").put("sha256", SHA256_OF_A);
    assertThat(faults(DossierJson.seal("dossier", sections, signer)))
        .as("what does not hold where one of three files is another than the hash says")
        .singleElement()
        .asString()
        .contains("bad.pdf");
  }

  @Test
  @DisplayName("B-03 A seal that says the id of the dossier twice says none")
  void twice() {
    ObjectNode sections = JSON.createObjectNode();
    sections.setAll((ObjectNode) JSON.readTree(sealed).path(DossierJson.SECTIONS));
    sections.putObject("id");
    assertThat(faults(DossierJson.seal("dossier", sections, signer)))
        .as("what does not hold where a section takes the name of the id")
        .singleElement()
        .asString()
        .contains("the seal does not say id once");
  }

  @Test
  @DisplayName("B-03 A seal over the same things that is of another kind seals no dossier")
  void kind() {
    var dossier = (ObjectNode) JSON.readTree(sealed);
    dossier.put(DossierJson.KIND, "jawort.org/dossier@v2");
    assertThat(faults(bytes(dossier)))
        .as("what does not hold where the file calls itself something else")
        .hasSize(1);
    dossier.put(DossierJson.KIND, DossierJson.FORMAT);
    assertThat(faults(bytes(dossier))).as("what does not hold of the file as it was").isEmpty();
    String seal = dossier.path(DossierJson.SEAL).asString();
    List<String> lines = seal.substring(0, seal.indexOf("\n\n")).lines().skip(2).toList();
    dossier.put(DossierJson.SEAL, signer.sign("elsewhere.example/list@v1", lines));
    assertThat(faults(bytes(dossier)))
        .as("what does not hold where the same key sealed the same lines as something else")
        .singleElement()
        .asString()
        .contains("the seal is not written as one of " + DossierJson.FORMAT + " is");
  }

  private static byte[] bytes(ObjectNode dossier) {
    return CanonicalJson.of(dossier).getBytes(StandardCharsets.UTF_8);
  }

  private static final String SHA256_OF_A =
      "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb";
}
