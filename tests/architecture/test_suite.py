"""The suite's own guards do fail."""

import socket
import warnings

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Paginator, UnorderedObjectListWarning
from django.template import engines


def test_le_reseau_est_ferme():
    with socket.socket() as dehors, pytest.raises(pytest.fail.Exception, match="appelle le réseau"):
        dehors.connect(("192.0.2.1", 80))


def test_un_avertissement_est_une_erreur():
    with pytest.raises(UserWarning):
        warnings.warn("attention", stacklevel=1)


def test_une_variable_de_gabarit_inconnue_echoue():
    gabarit = engines["django"].from_string("{{ inconnue }}")
    with pytest.raises(pytest.fail.Exception, match="inconnue"):
        gabarit.render({})


@pytest.mark.django_db
def test_sans_ordre_les_lignes_viennent_melangees():
    tirages = {tuple(t.pk for t in ContentType.objects.order_by()) for _ in range(5)}
    assert len(tirages) > 1


@pytest.mark.django_db
def test_paginer_sans_ordre_est_une_erreur():
    with pytest.raises(UnorderedObjectListWarning):
        Paginator(ContentType.objects.order_by(), 5).page(1)


@pytest.mark.xdist_group("garde")
def test_les_tests_d_une_preparation_restent_dans_un_processus(request):
    est_reparti = getattr(request.config.option, "loadgroup", False)
    assert request.node.nodeid.endswith("@garde") == est_reparti
