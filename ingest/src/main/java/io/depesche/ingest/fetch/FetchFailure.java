package io.depesche.ingest.fetch;

/** An exchange that brought no answer. */
final class FetchFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final FetchProblem problem;
    private final boolean elsewhere;

    FetchFailure(FetchProblem problem, String detail) {
        this(problem, detail, false);
    }

    /**
     * @param elsewhere whether another address of the host may do better
     */
    FetchFailure(FetchProblem problem, String detail, boolean elsewhere) {
        super(detail);
        this.problem = problem;
        this.elsewhere = elsewhere;
    }

    FetchProblem problem() {
        return problem;
    }

    boolean elsewhere() {
        return elsewhere;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
