package org.jawort;

public final class Jawort {
  public static void main(String[] args) {}
}
