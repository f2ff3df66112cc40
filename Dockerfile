# One image for every process; compose.yaml says which command each one runs.
FROM python:3.11-slim-bookworm

ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=config.settings.production \
    STATIC_ROOT=/app/static-root \
    MEDIA_ROOT=/app/media \
    PRIVATE_ROOT=/app/private

WORKDIR /app

# Neither the embedded servers nor the tools of the gate belong in production; whatever the rest pulls in is pinned too.
COPY requirements.txt ./
RUN sed '/^# Development and tests/,$d' requirements.txt > runtime.txt \
    && sed 's/\[[^]]*\]//' requirements.txt > pins.txt \
    && pip install --no-cache-dir --requirement runtime.txt --constraint pins.txt

COPY manage.py ./
COPY config config
COPY commerce commerce
COPY dashboards dashboards
COPY site site
COPY templates templates
COPY static static
COPY locale locale

# Made-up values are enough to collect static files; the real ones come when a container starts.
RUN for po in $(find locale -name '*.po'); do pybabel compile --input-file $po --output-file ${po%.po}.mo; done \
    && set -a && . config/production.check.env && STATIC_ROOT=/app/static-root \
    && python manage.py collectstatic --noinput --verbosity 0 \
    && useradd --system --no-create-home asoud \
    && mkdir --parents media private && chown asoud media private

USER asoud
EXPOSE 8000 8001
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "config.wsgi:application"]
