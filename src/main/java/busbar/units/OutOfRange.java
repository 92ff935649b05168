package busbar.units;

/** A quantity that cannot be: names the field, says what was given and what would be accepted. */
public final class OutOfRange extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String field;
  private final String problem;
  private final String remedy;

  public OutOfRange(String field, String problem, String remedy) {
    super(field + " " + problem + "; " + remedy);
    this.field = field;
    this.problem = problem;
    this.remedy = remedy;
  }

  /** The same refusal, the field named from further out: {@code groups[2].count}. */
  public OutOfRange within(String outer) {
    return new OutOfRange(outer + "." + field, problem, remedy);
  }

  /** The field at fault, as the site file and the API spell it. */
  public String field() {
    return field;
  }

  /** What is wrong with it. */
  public String problem() {
    return problem;
  }

  /** What to write instead. */
  public String remedy() {
    return remedy;
  }
}
