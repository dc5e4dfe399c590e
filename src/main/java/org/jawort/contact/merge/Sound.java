package org.jawort.contact.merge;

import java.text.Normalizer;
import java.util.Locale;

/**
 * How a name sounds in German: the digits of the Kölner Phonetik (Postel 1969), by which Meier,
 * Mayr and Maier are one. Digits of a name stay, as they tell apart what else sounds alike.
 */
final class Sound {
  private Sound() {}

  /** The digits; empty where there is nothing to hear. */
  static String of(String name) {
    String letters = letters(name);
    var digits = new StringBuilder();
    char last = ' ';
    for (int at = 0; at < letters.length(); at++) {
      String code = code(letters, at);
      for (char digit : code.toCharArray()) {
        if (digit != last) {
          digits.append(digit);
        }
        last = digit;
      }
    }
    // Vowels count at the beginning alone.
    String heard = digits.toString();
    return heard.isEmpty() ? "" : heard.charAt(0) + heard.substring(1).replace("0", "");
  }

  private static String letters(String name) {
    String plain =
        name.toLowerCase(Locale.ROOT).replace("ß", "ss").replace("ph", "f").replace("æ", "ä");
    return Normalizer.normalize(plain, Normalizer.Form.NFD).replaceAll("[^a-z0-9]", "");
  }

  private static String code(String letters, int at) {
    char letter = letters.charAt(at);
    char before = at == 0 ? ' ' : letters.charAt(at - 1);
    char after = at + 1 == letters.length() ? ' ' : letters.charAt(at + 1);
    return switch (letter) {
      case 'a', 'e', 'i', 'j', 'o', 'u', 'y' -> "0";
      case 'b', 'p' -> "1";
      case 'd', 't' -> "csz".indexOf(after) >= 0 ? "8" : "2";
      case 'f', 'v', 'w' -> "3";
      case 'g', 'k', 'q' -> "4";
      case 'c' -> hard(at, before, after) ? "4" : "8";
      case 'x' -> "ckq".indexOf(before) >= 0 ? "8" : "48";
      case 'l' -> "5";
      case 'm', 'n' -> "6";
      case 'r' -> "7";
      case 's', 'z' -> "8";
      case 'h' -> "";
      default -> "/" + letter;
    };
  }

  private static boolean hard(int at, char before, char after) {
    if (at == 0) {
      return "ahkloqrux".indexOf(after) >= 0;
    }
    return "sz".indexOf(before) < 0 && "ahkoqux".indexOf(after) >= 0;
  }
}
