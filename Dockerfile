# Two steps: the first installs from the hashed locks, the second carries only what runs.
ARG PYTHON=3.11

FROM python:${PYTHON}-slim AS installed
WORKDIR /pandu
COPY requirements-uv.lock requirements.lock ./
RUN python -m venv .venv \
 && python -m pip install --no-cache-dir --require-hashes -r requirements-uv.lock \
 && uv pip install --no-cache --python .venv/bin/python \
      --require-hashes --compile-bytecode -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY conversations conversations
COPY storage storage
COPY handlers handlers
COPY bot bot
RUN uv pip install --no-cache --python .venv/bin/python --no-deps --compile-bytecode .

FROM python:${PYTHON}-slim
ENV PATH=/pandu/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PANDU_HOST=0.0.0.0 \
    PANDU_PORT=8080 \
    PANDU_DATA_DIR=/data
RUN useradd --system --uid 10001 --home-dir /data --create-home pandu
COPY --from=installed /pandu/.venv /pandu/.venv
WORKDIR /data
USER pandu
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=3s --start-period=20s --retries=3 \
  CMD ["python", "-c", "import http.client, os, sys; c = http.client.HTTPConnection('127.0.0.1', int(os.environ['PANDU_PORT']), timeout=2); c.request('GET', '/healthz'); sys.exit(c.getresponse().status != 200)"]
STOPSIGNAL SIGTERM
CMD ["pandu", "serve"]
