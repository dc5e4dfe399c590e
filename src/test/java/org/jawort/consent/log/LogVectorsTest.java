package org.jawort.consent.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("B-02 law 46-50: the formats, by the examples of their texts")
class LogVectorsTest {
  private static final HexFormat HEX = HexFormat.of();

  /** The leaves and roots that implementations of RFC 6962 are tested with. */
  private static final List<String> LEAVES =
      List.of(
          "",
          "00",
          "10",
          "2021",
          "3031",
          "40414243",
          "5051525354555657",
          "606162636465666768696a6b6c6d6e6f");

  private static final List<String> ROOTS =
      List.of(
          "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
          "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
          "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
          "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
          "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
          "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
          "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
          "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
          "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

  @Test
  @DisplayName("law 46 roots of 0 to 8 leaves, ours and the stranger's")
  void roots() {
    var tree = new GrowingTree(0, List.of());
    var entries = new ArrayList<byte[]>();
    for (int size = 0; size <= LEAVES.size(); size++) {
      assertThat(HEX.formatHex(tree.root())).isEqualTo(ROOTS.get(size));
      assertThat(HEX.formatHex(IndependentVerifier.mth(entries))).isEqualTo(ROOTS.get(size));
      if (size < LEAVES.size()) {
        entries.add(HEX.parseHex(LEAVES.get(size)));
        tree.append(entries.getLast());
      }
    }
  }

  private static Map<Integer, List<Integer>> widths(int size) {
    var tree = new GrowingTree(0, List.of());
    IntStream.range(0, size).forEach(i -> tree.append(ByteBuffer.allocate(4).putInt(i).array()));
    return tree.changed().stream()
        .collect(
            Collectors.groupingBy(
                GrowingTree.Tile::level,
                Collectors.mapping(tile -> tile.content().length / 32, Collectors.toList())));
  }

  @Test
  @DisplayName("law 47 tiles of 70,000 entries: L0 273 full and 112, L1 one full and 17, L2 1")
  void widths() {
    Map<Integer, List<Integer>> tiles = widths(70_000);
    assertThat(tiles).containsOnlyKeys(0, 1, 2);
    assertThat(tiles.get(0)).hasSize(274).endsWith(256, 112);
    assertThat(tiles.get(0).subList(0, 273)).containsOnly(256);
    assertThat(tiles.get(1)).containsExactly(256, 17);
    assertThat(tiles.get(2)).containsExactly(1);
    assertThat(widths(256)).isEqualTo(Map.of(0, List.of(256), 1, List.of(1)));
    assertThat(widths(0)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0/x001/x234/067, 0, 1234067, 256",
    "0/000, 0, 0, 256",
    "7/999.p/1, 7, 999, 1",
    "1/x001/000.p/255, 1, 1000, 255",
    "entries/x070/000.p/12, -1, 70000, 12",
    "63/005, 63, 5, 256"
  })
  @DisplayName("law 47 paths of tiles, there and back")
  void paths(String path, int level, long index, int width) {
    var address = new TileAddress(level, index, width);
    assertThat(TileAddress.parse(path)).contains(address);
    assertThat(address.path()).isEqualTo(path);
    assertThat("tile/" + path)
        .isEqualTo(IndependentVerifier.path(level < 0 ? "entries" : "" + level, index, width));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "0/",
        "0/0",
        "0/1000",
        "00/000",
        "64/000",
        "x/000",
        "0/x000/001",
        "0/001/002",
        "0/000.p/0",
        "0/000.p/256",
        "0/000.p/01",
        "0/000.p/",
        "0/000/",
        "0/x001",
        "-1/000",
        "0/٠٠٠",
        "0/x999/x999/x999/x999/x999/x999/999",
        "entries/x000/000",
        "data/000"
      })
  @DisplayName("law 47 whatever is written otherwise is no tile")
  void noPaths(String path) {
    assertThat(TileAddress.parse(path)).isEmpty();
  }

  private static final String VKEY =
      "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
  private static final String NOTE =
      """
      This is an example message.

      — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
      """;

  @Test
  @DisplayName("law 50 the example of signed-note, its key, and each change of it")
  void note() {
    VerifierKey key = VerifierKey.parse(VKEY);
    SignedNote note = SignedNote.parse(NOTE);
    assertThat(key).hasToString(VKEY);
    assertThat(note).hasToString(NOTE);
    assertThat(note.askedOf(key)).isEqualTo(SignedNote.Answer.SIGNED);
    assertThat(SignedNote.parse(NOTE.replace("an example", "no example")).askedOf(key))
        .isEqualTo(SignedNote.Answer.WRONG);
    assertThat(SignedNote.parse(NOTE.replace("/foo", "/bar")).askedOf(key))
        .isEqualTo(SignedNote.Answer.ABSENT);
    assertThatThrownBy(() -> VerifierKey.parse(VKEY.replace("530d903a", "530d903b")))
        .isInstanceOf(MalformedException.class);
  }

  @Test
  @DisplayName("law 50 a key from its seed (RFC 8032 section 7.1, test 1)")
  void seed() {
    var key =
        SigningKey.of(
            "example.org/log",
            HEX.parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));
    assertThat(HEX.formatHex(key.verifierKey().key()))
        .isEqualTo("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    assertThat(HEX.formatHex(key.sign("")))
        .isEqualTo(
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e397"
                + "01cf9b46bd25bf5f0595bbe24655141438e7a100b");
  }

  @Test
  @DisplayName("law 52 canonical JSON: the examples of RFC 8785")
  void canonical() {
    String given =
        """
        {"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
         "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
         "literals": [null, true, false]}
        """;
    assertThat(CanonicalJson.of(JsonMapper.shared().readTree(given)))
        .isEqualTo(
            "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    String names =
        "{\"\\u20ac\":1,\"\\r\":2,\"\\ufb33\":3,\"1\":4,\"\\ud83d\\ude00\":5,\"\\u0080\":6,\"ö\":7}";
    assertThat(CanonicalJson.of(JsonMapper.shared().readTree(names)))
        .isEqualTo("{\"\\r\":2,\"1\":4,\"\u0080\":6,\"ö\":7,\"€\":1,\"😀\":5,\"\ufb33\":3}");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, 0",
    "1, 1",
    "-1.5, -1.5",
    "5e-324, 5e-324",
    "1.7976931348623157e308, 1.7976931348623157e+308",
    "9007199254740992, 9007199254740992",
    "295147905179352830000, 295147905179352830000",
    "1e21, 1e+21",
    "999999999999999900000, 999999999999999900000",
    "1e-6, 0.000001",
    "1e-7, 1e-7",
    "333333333.3333332, 333333333.3333332",
    "0.000001234, 0.000001234",
    "100, 100"
  })
  @DisplayName("law 52 numbers as ECMAScript writes them (RFC 8785, appendix B)")
  void numbers(double value, String text) {
    assertThat(CanonicalJson.number(value)).isEqualTo(text);
  }
}
