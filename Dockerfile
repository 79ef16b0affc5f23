# An image that grades: docker build -t grader .
# How to run it, and what the arguments are for: docs/deploying.md.

ARG BASE=python:3.11-slim-bookworm

# Where the build has no network: --build-context wheels=FOLDER puts wheels in the place of this.
FROM scratch AS wheels


FROM ${BASE} AS build
# The CPU build of torch; for CUDA: --build-arg TORCH_INDEX=https://download.pytorch.org/whl/cu126
ARG TORCH_INDEX=https://download.pytorch.org/whl/cpu
ARG PIP_NO_INDEX
ARG PIP_FIND_LINKS
ENV PIP_CONSTRAINT=/src/constraints.txt \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_ROOT_USER_ACTION=ignore
WORKDIR /src
COPY constraints.txt ./
# From PyTorch's index torch alone; what it needs comes with the rest, at the versions tested.
RUN --mount=type=bind,from=wheels,target=/wheels \
    python3 -m venv /opt/grader \
    && /opt/grader/bin/pip install --no-deps --index-url "${TORCH_INDEX}" torch
COPY LICENSE README.md pyproject.toml ./
COPY grader grader
RUN --mount=type=bind,from=wheels,target=/wheels \
    /opt/grader/bin/pip install '.[dask]' \
    && /opt/grader/bin/pip check \
    && /opt/grader/bin/pip uninstall --yes pip
COPY assignments /course/assignments
COPY solutions /course/solutions
# Whatever the modes here are, any user can read what is in the image, and none write it.
RUN chmod -R a+rX,go-w /opt/grader /course


# Without a course: --target without-course; mount one at /course.
FROM ${BASE} AS without-course
LABEL org.opencontainers.image.title="grader" \
      org.opencontainers.image.description="Grades notebooks in which students write PyTorch functions" \
      org.opencontainers.image.licenses="MIT"
ENV HOME=/tmp \
    LANG=C.UTF-8 \
    PATH=/opt/grader/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1
COPY --from=build /opt/grader /opt/grader
WORKDIR /course
# Any other does as well (--user): nothing in the image is written, and nothing needs a name.
USER 1000:1000
# A run that is stopped ends as it does by Ctrl-C: what was graded is kept.
STOPSIGNAL SIGINT
# For what runs for days (grader watch, workers): is student code still isolated here?
HEALTHCHECK --interval=5m --timeout=30s CMD ["grader", "doctor", "--quick"]
ENTRYPOINT ["grader"]
CMD ["--help"]


# With the course, hidden tests and solutions among it: not an image for students.
FROM without-course
COPY --from=build /course /course
