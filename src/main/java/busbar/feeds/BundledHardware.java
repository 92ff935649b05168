package busbar.feeds;

import busbar.hardware.HardwareCatalogue;
import busbar.hardware.HardwareFiles;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;

/** The hardware catalogue that Busbar ships. */
@Singleton
public final class BundledHardware {
  /** Reads the bundled files. */
  @Produces
  @Singleton
  public HardwareCatalogue catalogue() {
    try (Reader rigs = Bundled.open("/hardware/rigs.csv");
        Reader profiles = Bundled.open("/hardware/power-profiles.csv")) {
      return HardwareFiles.read(rigs, profiles);
    } catch (IOException e) {
      throw new UncheckedIOException("the bundled hardware catalogue cannot be read", e);
    }
  }
}
