package busbar.sitefiles;

import busbar.hardware.HardwareCatalogue;
import io.quarkus.arc.DefaultBean;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Reads the site files at the start, and watches them while Busbar runs. */
@Startup
@Singleton
class SiteWatch {
  private final SiteFolder folder;

  /**
   * @param path the folder; a relative one is taken from where Busbar was started
   * @param parameters the rulebook's word on overridden parameters
   */
  SiteWatch(
      @ConfigProperty(name = "busbar.sites-folder", defaultValue = "sites") Path path,
      HardwareCatalogue catalogue,
      ParameterCheck parameters) {
    folder = new SiteFolder(path, new SiteFileReader(catalogue, parameters));
    folder.scan();
  }

  @Produces
  @Singleton
  SiteFolder folder() {
    return folder;
  }

  /** Refuses nothing; whoever knows the rulebook provides a bean in its place. */
  @Produces
  @DefaultBean
  @Singleton
  static ParameterCheck anyParameter() {
    return (key, value) -> {};
  }

  @Scheduled(
      every = "${busbar.sites-scan-every:1s}",
      concurrentExecution = ConcurrentExecution.SKIP)
  void scan() {
    folder.scan();
  }
}
