"""A training that goes on from a model that is there already."""

from recognizer.errors import UserError
from recognizer.model.model_folder import load_model
from recognizer.network.skeleton_network import SkeletonNetwork


def take_weights(network: SkeletonNetwork, model: str, stream: str) -> None:
    """Give a network the weights of a model's for that stream, all but those of the layer of labels. Raises
    ``UserError`` where there is no such model, or where it is another architecture."""
    networks = load_model(model).networks
    if stream not in networks:
        raise UserError(f"The model {model} has no network for the {stream} stream: it has {', '.join(networks)}.")
    own = network.state_dict()
    taken = {name: value for name, value in networks[stream].state_dict().items() if not name.startswith("classify.")}
    if any(name not in own or own[name].shape != value.shape for name, value in taken.items()):
        raise UserError(f"The model {model} is of another architecture than the training's, and cannot be its start.")
    network.load_state_dict(taken, strict=False)
